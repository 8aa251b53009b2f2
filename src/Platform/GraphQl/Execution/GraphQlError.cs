using System.Collections.Immutable;

namespace Verwaltung.GraphQl;

/// <summary>An error of a response (GraphQL, section 7.1.2).</summary>
/// <param name="Message">For the developer of the client, in English.</param>
/// <param name="Locations">Places in the document, lines and columns from 1.</param>
/// <param name="Path">The response field it belongs to: field names (string) and list positions (int from 0); empty for an error of the whole request.</param>
/// <param name="Code">Stable; in the response <c>extensions.code</c>. See <see cref="ErrorCodes"/>.</param>
/// <param name="TraceId">Of an unexpected fault: what to look for in the log; in the response <c>extensions.traceId</c>.</param>
public sealed record GraphQlError(string Message, ImmutableArray<SourceLocation> Locations, ImmutableArray<object> Path, string Code, string? TraceId = null);

/// <summary>A place in a document. Line and column count from 1, columns in UTF-16 code units.</summary>
public readonly record struct SourceLocation(int Line, int Column);

/// <summary>
/// Thrown by a resolver whose answer is an error the client can understand (a bad cursor, something it may not do). Anything else thrown becomes
/// "internal error".
/// </summary>
public sealed class GraphQlException(string message, string code) : Exception(message)
{
    /// <summary>Stable; in the response <c>extensions.code</c>.</summary>
    public string Code { get; } = code;
}

/// <summary>The stable codes of <c>extensions.code</c>.</summary>
public static class ErrorCodes
{
    /// <summary>The HTTP request is not one of GraphQL over HTTP (bad JSON, wrong media type, batch).</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>A mutation was sent with GET.</summary>
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";

    /// <summary>The document is no GraphQL.</summary>
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document does not fit the schema.</summary>
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>The document is deeper, larger or dearer than is served.</summary>
    public const string LimitExceeded = "LIMIT_EXCEEDED";

    /// <summary>The named operation is not there, or none is named among several.</summary>
    public const string OperationNotFound = "OPERATION_RESOLUTION_FAILURE";

    /// <summary>A variable or argument has a value its type does not allow.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>Nobody is signed in.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>The person who is signed in may not.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>The request took longer than it may.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>A bug; <c>extensions.traceId</c> says where to look.</summary>
    public const string Internal = "INTERNAL_SERVER_ERROR";
}
