using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Verwaltung.GraphQl.Http;

/// <summary>GraphQL over HTTP (GraphQL Foundation, draft): which media type an answer has and which status code.</summary>
internal static class GraphQlHttp
{
    private const string ResponseType = "application/graphql-response+json";
    private const string JsonType = "application/json";

    private const string EventStreamType = "text/event-stream";

    /// <summary>With the value "report" the answer says what the operation may cost.</summary>
    private const string CostHeader = "GraphQL-Cost";

    public static async Task AnswerAsync(HttpContext http)
    {
        if (http.WebSockets.IsWebSocketRequest)
        {
            await LongConnections.AnswerSocketAsync(http);
            return;
        }

        if (Negotiate(http.Request) is not { } mediaType)
        {
            http.Response.StatusCode = StatusCodes.Status406NotAcceptable;
            await http.Response.WriteAsync($"Answers are {ResponseType}, {JsonType} or {EventStreamType}.", http.RequestAborted);
            return;
        }

        var read = await HttpRequestReader.ReadAsync(http);
        var ofErrors = mediaType == EventStreamType ? JsonType : mediaType;
        if (read.Problem is { } problem)
            await WriteAsync(http, ofErrors, Refused(problem, read.Code), read.Status);
        else if (read.Batch is not null && mediaType == EventStreamType)
            await WriteAsync(http, ofErrors, Refused("A batch is not answered as an event stream.", ErrorCodes.BadRequest), StatusCodes.Status400BadRequest);
        else if (read.Batch is { } batch)
            await AnswerAsync(http, mediaType, batch);
        else if (mediaType == EventStreamType)
            await LongConnections.WriteEventsAsync(http, read.Request!, HttpMethods.IsGet(http.Request.Method));
        else
            await AnswerAsync(http, mediaType, read.Request!);
    }

    private static async Task AnswerAsync(HttpContext http, string mediaType, GraphQlRequest request)
    {
        var result = await ExecuteAsync(http, request);
        await WriteAsync(http, mediaType, result, Status(result, mediaType));
    }

    /// <summary>
    /// The answers of a batch in the order of its requests, which are executed one after another: a batch gets no more of the server than its sender
    /// would get anyway.
    /// </summary>
    private static async Task AnswerAsync(HttpContext http, string mediaType, IReadOnlyList<GraphQlRequest> batch)
    {
        var results = new List<ExecutionResult>();
        foreach (var request in batch)
            results.Add(await ExecuteAsync(http, request));
        await WriteAsync(http, mediaType, StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartArray();
            foreach (var result in results)
                result.WriteTo(writer);
            writer.WriteEndArray();
        });
    }

    private static Task<ExecutionResult> ExecuteAsync(HttpContext http, GraphQlRequest request) =>
        http.RequestServices.GetRequiredService<GraphQlExecutor>().ExecuteAsync(
            http.Request.Headers[CostHeader] == "report" ? request with { ReportsCost = true } : request,
            http.RequestServices, http.User ?? new ClaimsPrincipal(), HttpMethods.IsGet(http.Request.Method), http.RequestAborted);

    private static ExecutionResult Refused(string problem, string code) => new(null, [new(problem, [], [], code)], isRequestError: true);

    /// <summary>
    /// With graphql-response+json the status tells: 200 executed, even with field errors; 4xx refused before execution.
    /// With json it is 200 for every well-formed request, as clients of that type cannot tell our 4xx from a proxy's (section 6.4.1).
    /// </summary>
    private static int Status(ExecutionResult result, string mediaType)
    {
        if (result.IsRequestError && result.Has(ErrorCodes.MethodNotAllowed))
            return StatusCodes.Status405MethodNotAllowed;
        if (!result.IsRequestError || mediaType == JsonType)
            return StatusCodes.Status200OK;
        return result.Has(ErrorCodes.Timeout) ? StatusCodes.Status504GatewayTimeout : StatusCodes.Status400BadRequest;
    }

    /// <summary>
    /// The media type of the answer: what Accept prefers of the three; json for clients that name none, events only for those that name them.
    /// </summary>
    private static string? Negotiate(HttpRequest request)
    {
        if (request.Headers.Accept is [JsonType or ResponseType] only) // what most clients send needs no weighing
            return only[0];
        var accepted = request.GetTypedHeaders().Accept;
        if (accepted is not { Count: > 0 })
            return JsonType;
        foreach (var type in accepted.Where(type => type.Quality is not 0).OrderByDescending(type => type.Quality ?? 1))
        {
            if (type.MediaType.Equals(ResponseType, StringComparison.OrdinalIgnoreCase))
                return ResponseType;
            if (type.MatchesMediaType(JsonType))
                return JsonType;
            if (type.MediaType.Equals(EventStreamType, StringComparison.OrdinalIgnoreCase))
                return EventStreamType;
        }

        return null;
    }

    private static Task WriteAsync(HttpContext http, string mediaType, ExecutionResult result, int status) =>
        WriteAsync(http, mediaType, status, result.WriteTo);

    private static async Task WriteAsync(HttpContext http, string mediaType, int status, Action<Utf8JsonWriter> write)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = mediaType + "; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status405MethodNotAllowed)
            http.Response.Headers.Allow = HttpMethods.Post;
        var writer = new Utf8JsonWriter(http.Response.BodyWriter, ResponseWriter.Options);
        write(writer);
        await writer.FlushAsync(http.RequestAborted);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
