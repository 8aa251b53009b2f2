using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Verwaltung.GraphQl;

namespace Verwaltung.Web;

/// <summary>The answer to an operation, read into the page's own record.</summary>
public sealed record GraphResult<T>(T Data);

/// <summary>What became of a mutation: what it made, or why it was refused.</summary>
public sealed record GraphAnswer<T>(T? Made, GraphRefusal? Refusal);

/// <summary>
/// Pages' only way to data: runs the GraphQL operation kept beside a page, in this process and with the rights of the person
/// who is signed in (scoped). The API can thus do all that the pages can.
/// </summary>
public sealed class Graph(GraphQlExecutor executor, IServiceProvider services, IHttpContextAccessor http)
{
    private static readonly ConcurrentDictionary<Type, string> Documents = new();

    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The text of <c>X.graphql</c>, embedded beside the page or type X, with the house's fragment <c>Refusal</c> where it is spread.</summary>
    public static string Document(Type page) => Documents.GetOrAdd(page, static type =>
    {
        using var stream = type.Assembly.GetManifestResourceStream($"Operations/{type.Name}.graphql")
            ?? throw new InvalidOperationException($"Expected {type.Name}.graphql beside {type.Name}, but found none.");
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return text.Contains("...Refusal", StringComparison.Ordinal) ? $"{text}\n{GraphRefusal.Fragment}" : text;
    });

    /// <summary>Runs an operation and reads its <c>data</c>.</summary>
    /// <param name="operation">The document; <see cref="Document"/> finds it.</param>
    /// <param name="variables">An object whose members are the variables, e.g. an anonymous one.</param>
    /// <param name="name">Which operation, when the document has several.</param>
    /// <exception cref="PageStatusException">Nobody is signed in (401), the person may not (403), the variables do not fit (400).</exception>
    /// <exception cref="GraphFailedException">Anything else that is in <c>errors</c>: a bug of page or resolver.</exception>
    public async Task<GraphResult<T>> RunAsync<T>(string operation, object? variables = null, string? name = null)
    {
        var context = http.HttpContext;
        var input = variables is null ? null : JsonSerializer.SerializeToNode(variables, Json) as JsonObject;
        var result = await executor.ExecuteAsync(
            new GraphQlRequest(operation, input, name), services, context?.User
                ?? new ClaimsPrincipal(new ClaimsIdentity()), context?.RequestAborted
                ?? default);
        Refuse(result.Errors);
        return new GraphResult<T>(result.ToJson()["data"].Deserialize<T>(Json)
            ?? throw new GraphFailedException("Expected data of the operation but found null.", null));
    }

    /// <summary>Runs the operation beside a page.</summary>
    /// <inheritdoc cref="RunAsync{T}(string, object?, string?)"/>
    public Task<GraphResult<T>> RunAsync<T>(Type page, object? variables = null, string? name = null) => RunAsync<T>(Document(page), variables, name);

    /// <summary>
    /// Runs a mutation beside a page that selects, beside <c>errors { ...Refusal }</c>, what it makes. Refused, the response becomes 422: a page
    /// answers it with the form again.
    /// </summary>
    /// <param name="page">The page with the document.</param>
    /// <param name="mutation">The name of the operation in it; its one field takes <c>$input</c>.</param>
    /// <param name="input">An object whose members are those of the input.</param>
    /// <inheritdoc cref="RunAsync{T}(string, object?, string?)" path="/exception"/>
    public async Task<GraphAnswer<T>> DoAsync<T>(Type page, string mutation, object input)
    {
        var (_, payload) = (await RunAsync<JsonObject>(page, new { input }, mutation)).Data.Single();
        var refusal = payload?["errors"] is JsonArray { Count: > 0 } errors ? GraphRefusal.From(errors[0]!.AsObject()) : null;
        if (refusal is not null && http.HttpContext is { } context)
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        var made = payload?.AsObject().FirstOrDefault(member => member.Key != "errors").Value;
        return new GraphAnswer<T>(made is null ? default : made.Deserialize<T>(Json), refusal);
    }

    /// <summary>Runs a mutation beside a page that selects nothing but <c>errors { ...Refusal }</c>. Refused, the response becomes 422.</summary>
    /// <returns>Why it was refused; null when it was done.</returns>
    /// <inheritdoc cref="DoAsync{T}(Type, string, object)"/>
    public async Task<GraphRefusal?> DoAsync(Type page, string mutation, object input) => (await DoAsync<JsonNode>(page, mutation, input)).Refusal;

    /// <summary>
    /// Attributes for an element that follows a subscription beside the page: <c>live.js</c> fetches the page's parts again when it tells of
    /// something. The element also needs an id,
    /// <c>data-live-parts</c> (ids of what is fetched again), <c>data-live-said</c> (id of an <c>aria-live</c> element), <c>data-live-text</c> (what
    /// is said there),
    /// and where there is something to fill in <c>data-live-note</c> (id of what is shown when a part could not be replaced).
    /// </summary>
    /// <param name="page">The page with the document.</param>
    /// <param name="operation">The name of the subscription in it.</param>
    /// <param name="variables">An object whose members are the variables.</param>
    /// <param name="state">What the subscription answers as long as the page is up to date, as its data; null: every event counts.</param>
    public static IReadOnlyDictionary<string, object> Live(Type page, string operation, object? variables = null, object? state = null) =>
        new Dictionary<string, object>
        {
            ["data-live"] = Document(page),
            ["data-live-operation"] = operation,
            ["data-live-variables"] = JsonSerializer.Serialize(variables ?? new { }, Json),
            ["data-live-state"] = state is null ? "" : JsonSerializer.Serialize(state, Json),
        };

    private static void Refuse(IReadOnlyList<GraphQlError> errors)
    {
        if (errors.Count == 0)
            return;
        var codes = errors.Select(e => e.Code).ToHashSet();
        if (codes.Contains(ErrorCodes.Unauthenticated))
            throw new PageStatusException(StatusCodes.Status401Unauthorized);
        if (codes.Contains(ErrorCodes.Forbidden))
            throw new PageStatusException(StatusCodes.Status403Forbidden);
        if (codes.Contains(ErrorCodes.BadUserInput))
            throw new PageStatusException(StatusCodes.Status400BadRequest);
        throw new GraphFailedException(string.Join("; ", errors.Select(e => $"{e.Code}: {e.Message} at {string.Join('.', e.Path)}")), errors[0].TraceId);
    }
}

/// <summary>An operation of a page failed in a way that no person can mend.</summary>
public sealed class GraphFailedException(string message, string? traceId) : Exception(message)
{
    /// <summary>What to look for in the log, when a resolver failed.</summary>
    public string? TraceId { get; } = traceId;
}
