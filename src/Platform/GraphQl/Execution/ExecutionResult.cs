using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Verwaltung.GraphQl.Execution;

namespace Verwaltung.GraphQl;

/// <summary>A request: one operation of a document with its variables.</summary>
/// <param name="Query">The document.</param>
/// <param name="Variables">Values by variable name, without the dollar sign.</param>
/// <param name="OperationName">Which operation, needed when the document has several.</param>
/// <param name="ReportsCost">Whether the response says in <c>extensions.cost</c> what the operation may cost.</param>
public sealed record GraphQlRequest(string Query, JsonObject? Variables = null, string? OperationName = null, bool ReportsCost = false);

/// <summary>A response (GraphQL, section 7.1).</summary>
public sealed class ExecutionResult
{
    internal ExecutionResult(ResultObject? data, ImmutableArray<GraphQlError> errors, bool isRequestError = false) =>
        (Data, Errors, IsRequestError) = (data, errors, isRequestError);

    internal ResultObject? Data { get; }

    /// <summary>What the operation may cost and what at most is served, when the request wants to know.</summary>
    internal (long Operation, int Limit)? Cost { get; init; }

    /// <summary>What went wrong; empty when nothing did.</summary>
    public ImmutableArray<GraphQlError> Errors { get; }

    /// <summary>True when the request was refused before execution began; then the response has no <c>data</c>.</summary>
    public bool IsRequestError { get; }

    internal bool Has(string code) => Errors.Any(error => error.Code == code);

    /// <summary>The response as JSON: <c>errors</c> if there are any, <c>data</c> unless refused, <c>extensions</c> if asked for.</summary>
    public JsonObject ToJson() => (JsonObject)JsonNode.Parse(ToUtf8Bytes())!;

    /// <summary>The response as JSON in UTF-8.</summary>
    public ReadOnlySpan<byte> ToUtf8Bytes()
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, ResponseWriter.Options))
            WriteTo(writer);
        return buffer.WrittenSpan;
    }

    /// <summary>Writes the response as JSON.</summary>
    public void WriteTo(Utf8JsonWriter writer) => ResponseWriter.Write(writer, this);
}
