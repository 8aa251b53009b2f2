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

    public static async Task AnswerAsync(HttpContext http)
    {
        if (Negotiate(http.Request) is not { } mediaType)
        {
            http.Response.StatusCode = StatusCodes.Status406NotAcceptable;
            await http.Response.WriteAsync($"Answers are {ResponseType} or {JsonType}.", http.RequestAborted);
            return;
        }

        var read = await HttpRequestReader.ReadAsync(http);
        if (read.Request is not { } request)
        {
            await WriteAsync(http, mediaType, new(null, [new(read.Problem!, [], [], ErrorCodes.BadRequest)], isRequestError: true), read.Status);
            return;
        }

        var executor = http.RequestServices.GetRequiredService<GraphQlExecutor>();
        var result = await executor.ExecuteAsync(request, http.RequestServices, http.User ?? new ClaimsPrincipal(), HttpMethods.IsGet(http.Request.Method), http.RequestAborted);
        await WriteAsync(http, mediaType, result, Status(result, mediaType));
    }

    /// <summary>
    /// With graphql-response+json the status tells: 200 executed, even with field errors; 4xx refused before execution.
    /// With json it is 200 for every well-formed request, as clients of that type cannot tell our 4xx from a proxy's (section 6.4.1).
    /// </summary>
    private static int Status(ExecutionResult result, string mediaType)
    {
        var codes = result.Errors.Select(error => error.Code).ToList();
        if (result.IsRequestError && codes.Contains(ErrorCodes.MethodNotAllowed))
            return StatusCodes.Status405MethodNotAllowed;
        if (!result.IsRequestError || mediaType == JsonType)
            return StatusCodes.Status200OK;
        return codes.Contains(ErrorCodes.Timeout) ? StatusCodes.Status504GatewayTimeout : StatusCodes.Status400BadRequest;
    }

    /// <summary>The media type of the answer: what Accept prefers of the two; json for clients that name none.</summary>
    private static string? Negotiate(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        if (accepted is not { Count: > 0 })
            return JsonType;
        foreach (var type in accepted.Where(type => type.Quality is not 0).OrderByDescending(type => type.Quality ?? 1))
        {
            if (type.MediaType.Equals(ResponseType, StringComparison.OrdinalIgnoreCase))
                return ResponseType;
            if (type.MatchesMediaType(JsonType))
                return JsonType;
        }

        return null;
    }

    private static async Task WriteAsync(HttpContext http, string mediaType, ExecutionResult result, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = mediaType + "; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status405MethodNotAllowed)
            http.Response.Headers.Allow = HttpMethods.Post;
        var writer = new Utf8JsonWriter(http.Response.BodyWriter, ResponseWriter.Options);
        result.WriteTo(writer);
        await writer.FlushAsync(http.RequestAborted);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
