using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Verwaltung.GraphQl.Http;

/// <summary>The request in an HTTP request, or several sent as a batch, or why there is none.</summary>
internal readonly record struct HttpRead(
    GraphQlRequest? Request, string? Problem = null, int Status = StatusCodes.Status400BadRequest, IReadOnlyList<GraphQlRequest>? Batch = null,
    string Code = ErrorCodes.BadRequest);

/// <summary>Reads requests from POST bodies and GET parameters (GraphQL over HTTP, section 5).</summary>
internal static class HttpRequestReader
{
    public static async Task<HttpRead> ReadAsync(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) ? FromQuery(http.Request.Query) : await FromBodyAsync(http);

    private static HttpRead FromQuery(IQueryCollection query)
    {
        if (query["query"] is not [{ Length: > 0 } document])
            return Bad("The parameter query is missing.");
        try
        {
            var variables = query["variables"] is [{ Length: > 0 } text] ? JsonNode.Parse(text) : null;
            return variables is JsonObject or null
                ? new(new(document, variables as JsonObject, query["operationName"] is [{ Length: > 0 } name] ? name : null))
                : Bad("The parameter variables is not a JSON object.");
        }
        catch (JsonException fault)
        {
            return Bad($"The parameter variables is not JSON: {Position(fault)}");
        }
    }

    private static async Task<HttpRead> FromBodyAsync(HttpContext http)
    {
        if (!http.Request.HasJsonContentType() || !http.Request.ContentType!.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            return new(null, "Send the request as application/json.", StatusCodes.Status415UnsupportedMediaType);
        var options = http.RequestServices.GetRequiredService<GraphQlOptions>();
        try
        {
            return await FromBodyAsync(http.Request.BodyReader, options, http.RequestAborted);
        }
        catch (JsonException fault)
        {
            return Bad($"The body is not JSON: {Position(fault)}");
        }
        catch (ArgumentException fault) when (fault is not ArgumentNullException)
        {
            return Bad($"The body is not JSON: {fault.Message}"); // a member given twice
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge(options.MaxRequestBytes);
        }
    }

    /// <summary>
    /// Parses the body where the server received it. That it is too large is not left to the server's own limit, which would cut the connection before the
    /// client has read why.
    /// </summary>
    private static async Task<HttpRead> FromBodyAsync(PipeReader body, GraphQlOptions options, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            var isTooLarge = read.Buffer.Length > options.MaxRequestBytes;
            if (!isTooLarge && !read.IsCompleted)
            {
                body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                return isTooLarge ? TooLarge(options.MaxRequestBytes) : FromJson(Parse(read.Buffer), options.MaxBatch);
            }
            finally
            {
                body.AdvanceTo(read.Buffer.End);
            }
        }
    }

    private static JsonNode? Parse(ReadOnlySequence<byte> json) =>
        JsonNode.Parse(json.IsSingleSegment ? json.FirstSpan : json.ToArray(), documentOptions: new() { MaxDepth = 128 });

    private static HttpRead FromJson(JsonNode? body, int maxBatch)
    {
        if (body is not JsonArray batch)
            return FromJson(body);
        if (batch.Count == 0 || batch.Count > maxBatch)
            return new(null, $"A batch has 1 to {maxBatch} requests, not {batch.Count}.", Code: ErrorCodes.LimitExceeded);
        var read = batch.Select(one => FromJson(one)).ToList();
        return read.Find(one => one.Request is null) is { Problem: { } problem } ? Bad(problem) : new(null, Batch: [.. read.Select(one => one.Request!)]);
    }

    public static HttpRead FromJson(JsonNode? body)
    {
        if (body is not JsonObject members)
            return Bad("The body is not a JSON object.");
        if (!TryText(members, "query", out var query) || string.IsNullOrEmpty(query))
            return Bad("The member query, a string, is missing.");
        if (!TryText(members, "operationName", out var name))
            return Bad("The member operationName is not a string.");
        if (members["variables"] is not (null or JsonObject))
            return Bad("The member variables is not an object.");
        if (members["extensions"] is not (null or JsonObject))
            return Bad("The member extensions is not an object.");
        return new(new(query, members["variables"] as JsonObject, name, ReportsCost: members["extensions"]?["cost"] is not null));
    }

    private static bool TryText(JsonObject members, string member, out string? text)
    {
        text = null;
        return members[member] is null || (members[member] is JsonValue value && value.TryGetValue(out text));
    }

    private static HttpRead Bad(string problem) => new(null, problem);

    private static HttpRead TooLarge(int limit) => new(null, $"The request is larger than {limit} bytes.", StatusCodes.Status413PayloadTooLarge);

    /// <summary>Line and column from 1; the framework's own text would name its classes.</summary>
    private static string Position(JsonException fault) => $"line {fault.LineNumber + 1}, column {fault.BytePositionInLine + 1}.";
}
