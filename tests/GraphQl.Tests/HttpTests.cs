using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Verwaltung.GraphQl.Tests;

/// <summary>GraphQL over HTTP against a real server on a free port.</summary>
public sealed class HttpTests : IAsyncLifetime
{
    private TestServer server = null!;

    public async ValueTask InitializeAsync() => server = await TestServer.StartAsync(options =>
    {
        options.AddTypes(typeof(WireQueries), typeof(WireMutations));
        options.MaxRequestBytes = 2_000;
        options.MaxVariableNodes = 12;
        options.MaxBatch = 3;
        options.Timeout = TimeSpan.FromMilliseconds(300);
    });

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("application/graphql-response+json", "{\"query\":\"{ hello }\"}", 200, "{\"data\":{\"hello\":\"Hallo\"}}")]
    [InlineData("application/json", "{\"query\":\"{ hello }\"}", 200, "{\"data\":{\"hello\":\"Hallo\"}}")]
    [InlineData("*/*", "{\"query\":\"{ hello }\"}", 200, "{\"data\":{\"hello\":\"Hallo\"}}")]
    [InlineData("application/graphql-response+json", "{\"query\":\"query ($n: String) { hello(name: $n) }\",\"variables\":{\"n\":\"Ä\"}}", 200, "{\"data\":{\"hello\":\"Hallo Ä\"}}")]
    [InlineData("application/graphql-response+json", "{\"query\":\"query ($n: String) { hello(name: $n) }\",\"variables\":{\"n\":\"a\\u0000\"}}", 400, "{\"errors\":[{\"message\":\"Variable $n: A text holds no character U+0000.\",\"locations\":[{\"line\":1,\"column\":8}],\"extensions\":{\"code\":\"BAD_USER_INPUT\"}}]}")]
    [InlineData("application/graphql-response+json", "{\"query\":\"mutation ($i: KeepInput!) { keep(input: $i) { value } }\",\"variables\":{\"i\":{\"values\":{\"a\":{\"b\":[1,1e300]}}}}}", 400, "{\"errors\":[{\"message\":\"Variable $i.values.a.b[1]: Expected a decimal number, found 1e300.\",\"locations\":[{\"line\":1,\"column\":11}],\"extensions\":{\"code\":\"BAD_USER_INPUT\"}}]}")]
    [InlineData("application/graphql-response+json", "{\"query\":\"mutation { keep(input: { values: { a: 1e999 } }) { value } }\"}", 400, "{\"errors\":[{\"message\":\"JSON.a: Expected a decimal number, found 1e999.\",\"locations\":[{\"line\":1,\"column\":34}],\"extensions\":{\"code\":\"GRAPHQL_VALIDATION_FAILED\"}}]}")]
    [InlineData("application/graphql-response+json", "{\"query\":\"{ hello }\",\"variables\":{\"a\":[1,2,3,4,5,6,7,8,9,10,11,12]}}", 400, "{\"errors\":[{\"message\":\"The variables hold more than 12 values.\",\"extensions\":{\"code\":\"LIMIT_EXCEEDED\"}}]}")]
    [InlineData("application/graphql-response+json", "{\"query\":\"{ hello }\",\"variables\":{\"a\":[1,2,3,4,5,6,7,8,9,10,11]}}", 200, "{\"data\":{\"hello\":\"Hallo\"}}")]
    [InlineData("application/graphql-response+json", "{\"query\":\"mutation { count(input: { by: 2 }) { value } }\"}", 200, "{\"data\":{\"count\":{\"value\":2}}}")]
    [InlineData("application/graphql-response+json", "{\"query\":\"{ helo }\"}", 400, "{\"errors\":[{\"message\":\"Type \\\"Query\\\" has no field \\\"helo\\\". Did you mean \\\"hello\\\"?\",\"locations\":[{\"line\":1,\"column\":3}],\"extensions\":{\"code\":\"GRAPHQL_VALIDATION_FAILED\"}}]}")]
    [InlineData("application/json", "{\"query\":\"{\"}", 200, "{\"errors\":[{\"message\":\"Syntax error: Expected name, found end of document.\",\"locations\":[{\"line\":1,\"column\":2}],\"extensions\":{\"code\":\"GRAPHQL_PARSE_FAILED\"}}]}")]
    [InlineData("application/graphql-response+json", "{\"query\":\n  nonsense}", 400, "{\"errors\":[{\"message\":\"The body is not JSON: line 2, column 4.\",\"extensions\":{\"code\":\"BAD_REQUEST\"}}]}")]
    [InlineData("application/graphql-response+json", "[{\"query\":\"{ hello }\"},{\"query\":\"{\"},{\"query\":\"{ hello(name: \\\"Eva\\\") }\"}]", 200, "[{\"data\":{\"hello\":\"Hallo\"}},{\"errors\":[{\"message\":\"Syntax error: Expected name, found end of document.\",\"locations\":[{\"line\":1,\"column\":2}],\"extensions\":{\"code\":\"GRAPHQL_PARSE_FAILED\"}}]},{\"data\":{\"hello\":\"Hallo Eva\"}}]")]
    [InlineData("application/graphql-response+json", "[{},{},{},{}]", 400, "{\"errors\":[{\"message\":\"A batch has 1 to 3 requests, not 4.\",\"extensions\":{\"code\":\"LIMIT_EXCEEDED\"}}]}")]
    [InlineData("application/graphql-response+json", "[]", 400, "{\"errors\":[{\"message\":\"A batch has 1 to 3 requests, not 0.\",\"extensions\":{\"code\":\"LIMIT_EXCEEDED\"}}]}")]
    [InlineData("application/graphql-response+json", "{\"query\":\"{ hello }\",\"extensions\":{\"cost\":true}}", 200, "{\"data\":{\"hello\":\"Hallo\"},\"extensions\":{\"cost\":{\"operation\":1,\"limit\":20000}}}")]
    [InlineData("application/graphql-response+json", "{\"query\":\"{ hello }\",\"extensions\":7}", 400, "{\"errors\":[{\"message\":\"The member extensions is not an object.\",\"extensions\":{\"code\":\"BAD_REQUEST\"}}]}")]
    [InlineData("application/graphql-response+json", "{\"query\":7}", 400, "{\"errors\":[{\"message\":\"The member query, a string, is missing.\",\"extensions\":{\"code\":\"BAD_REQUEST\"}}]}")]
    [InlineData("application/graphql-response+json", "{\"query\":\"{ hello }\",\"variables\":[]}", 400, "{\"errors\":[{\"message\":\"The member variables is not an object.\",\"extensions\":{\"code\":\"BAD_REQUEST\"}}]}")]
    [InlineData("application/graphql-response+json", "{\"query\":\"{ hello }\",\"operationName\":\"X\"}", 400, "{\"errors\":[{\"message\":\"The document has no operation \\\"X\\\".\",\"extensions\":{\"code\":\"OPERATION_RESOLUTION_FAILURE\"}}]}")]
    [InlineData("application/graphql-response+json", "{\"query\":\"{ slow }\"}", 504, "{\"errors\":[{\"message\":\"The request took longer than 0.3 s; what it was about to change may or may not have been changed.\",\"extensions\":{\"code\":\"TIMEOUT\"}}]}")]
    public async Task A_post_is_answered(string accept, string body, int status, string expected)
    {
        var (answer, text) = await SendAsync(HttpMethod.Post, "/graphql", accept, new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal((status, expected), ((int)answer.StatusCode, text));
        Assert.Equal(accept == "application/graphql-response+json" ? accept : "application/json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_get_answers_queries_and_never_changes_anything()
    {
        WireMutations.Total = 0;
        var query = await SendAsync(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString("query($n:String){hello(name:$n)}") + "&variables=" + Uri.EscapeDataString("{\"n\":\"Eva\"}"), "application/graphql-response+json");
        var mutation = await SendAsync(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString("mutation { count(input: { by: 5 }) { value } }"), "application/json");

        Assert.Equal((HttpStatusCode.OK, "{\"data\":{\"hello\":\"Hallo Eva\"}}"), (query.Answer.StatusCode, query.Text));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST", 0), (mutation.Answer.StatusCode, mutation.Answer.Content.Headers.Allow.Single(), WireMutations.Total));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    public async Task A_form_of_another_site_cannot_send_a_request(string mediaType)
    {
        WireMutations.Total = 0;
        var (answer, _) = await SendAsync(HttpMethod.Post, "/graphql", "*/*", new StringContent("{\"query\":\"mutation { count(input: { by: 5 }) { value } }\"}", Encoding.UTF8, mediaType));

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, 0), (answer.StatusCode, WireMutations.Total));
    }

    [Fact]
    public async Task A_huge_body_is_refused_also_when_it_does_not_say_its_size()
    {
        var body = Encoding.UTF8.GetBytes($"{{\"query\":\"{{ hello }} #{new string('x', 5_000)}\"}}");
        var known = await SendAsync(HttpMethod.Post, "/graphql", "*/*", Json(new ByteArrayContent(body)));
        var chunked = await SendAsync(HttpMethod.Post, "/graphql", "*/*", Json(new StreamContent(new Unseekable(body))));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (known.Answer.StatusCode, chunked.Answer.StatusCode));
    }

    [Fact]
    public async Task Graphiql_is_served_without_inline_script()
    {
        var (page, html) = await SendAsync(HttpMethod.Get, "/graphiql", "text/html");
        var (script, _) = await SendAsync(HttpMethod.Get, "/graphiql/boot.js", "*/*");

        Assert.Equal(("text/html", "text/javascript"), (page.Content.Headers.ContentType!.MediaType, script.Content.Headers.ContentType!.MediaType));
        Assert.Contains("data-path=\"/graphql\"", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script>|<script [^>]*[^/]>[^<]", html);
    }

    private Task<(HttpResponseMessage Answer, string Text)> SendAsync(HttpMethod method, string path, string accept, HttpContent? content = null) => server.SendAsync(method, path, accept, content);

    private static HttpContent Json(HttpContent content)
    {
        content.Headers.ContentType = new("application/json");
        return content;
    }

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}

[QueryType]
internal static class WireQueries
{
    internal static string Hello(string? name = null) => name is null ? "Hallo" : $"Hallo {name}";

    internal static async Task<string> SlowAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMinutes(1), TimeProvider.System, cancellationToken);
        return "late";
    }
}

[MutationType]
internal static class WireMutations
{
    internal static int Total { get; set; }

    internal static int Count(int by) => Total = by;

    internal static int Keep(JsonObject values) => Total = values.Count;
}
