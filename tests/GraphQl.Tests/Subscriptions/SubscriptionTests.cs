using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Verwaltung.GraphQl.Tests.Subscriptions;

/// <summary>Subscriptions as the clients of npm graphql-ws and graphql-sse see them.</summary>
public sealed class SubscriptionTests : IAsyncLifetime
{
    private TestServer server = null!;

    public async ValueTask InitializeAsync() => server = await TestServer.StartAsync(
        options => options.AddTypes(typeof(WireQueries), typeof(WireMutations), typeof(NewsSubscriptions)),
        builder =>
        {
            builder.Services.AddAuthentication("door")
                .AddPolicyScheme("door", null, door => door.ForwardDefaultSelector = http => http.Request.Headers.Authorization.Count > 0 ? "token" : "cookie")
                .AddScheme<AuthenticationSchemeOptions, TestToken>("token", null).AddScheme<AuthenticationSchemeOptions, TestToken>("cookie", null);
            builder.Services.AddAuthorization();
        },
        app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
        });

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private Topics Topics => server.Services.GetRequiredService<Topics>();

    [Theory]
    [InlineData("ws")]
    [InlineData("sse")]
    public async Task Events_reach_the_client_until_the_source_ends(string protocol)
    {
        await using var client = NodeClient.Start(protocol, server.Address, "subscription { news(of: \"x\") { text } }");
        Assert.Equal("{'next':{'data':{'news':{'text':'begin'}}}}", await client.NextAsync());

        Topics.Publish("news:x", "one");
        Topics.Publish("news:y", "of something else");
        Topics.Publish("news:x", "end");

        Assert.Equal(["{'next':{'data':{'news':{'text':'one'}}}}", "{'complete':true}", ""], [await client.NextAsync(), await client.NextAsync(), await client.NextAsync()]);
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("sse")]
    public async Task Queries_and_mutations_are_answered_too(string protocol)
    {
        await using var client = NodeClient.Start(protocol, server.Address, "mutation { count(input: { by: 3 }) { value } }");

        Assert.Equal(["{'next':{'data':{'count':{'value':3}}}}", "{'complete':true}"], [await client.NextAsync(), await client.NextAsync()]);
    }

    [Theory]
    [InlineData("ws", "{'error':[{'message':'Sign in first.','locations':[{'line':1,'column':16}],'path':['secret'],'extensions':{'code':'UNAUTHENTICATED'}}]}")]
    [InlineData("sse", "{'next':{'errors':[{'message':'Sign in first.','locations':[{'line':1,'column':16}],'path':['secret'],'extensions':{'code':'UNAUTHENTICATED'}}]}}")]
    public async Task Who_may_not_is_told_so(string protocol, string expected)
    {
        await using var client = NodeClient.Start(protocol, server.Address, "subscription { secret { text } }");

        Assert.Equal(expected, await client.NextAsync());
    }

    [Fact]
    public async Task A_refused_document_is_an_error_of_its_operation()
    {
        await using var client = NodeClient.Start("ws", server.Address, "subscription { news(of: \"x\") { text } secret { text } }");

        Assert.Equal("{'error':[{'message':'A subscription selects one field only.','locations':[{'line':1,'column':39}],'extensions':{'code':'GRAPHQL_VALIDATION_FAILED'}}]}", await client.NextAsync());
    }

    [Theory]
    [InlineData("ws", "{\"connectionParams\":{\"authorization\":\"Bearer anna\"}}")]
    [InlineData("ws", "{\"headers\":{\"authorization\":\"Bearer anna\"}}")]
    [InlineData("sse", "{\"headers\":{\"authorization\":\"Bearer anna\"}}")]
    public async Task A_token_says_who_it_is(string protocol, string options)
    {
        await using var client = NodeClient.Start(protocol, server.Address, "subscription { secret { text } }", (JsonObject)JsonNode.Parse(options)!);

        Assert.Equal("{'next':{'data':{'secret':{'text':'for anna'}}}}", await client.NextAsync());
    }

    [Fact]
    public async Task A_bad_token_closes_the_socket()
    {
        await using var client = NodeClient.Start("ws", server.Address, "subscription { secret { text } }", new() { ["connectionParams"] = new JsonObject { ["Authorization"] = "Bearer nobody" } });

        Assert.Equal("{'error':4403}", await client.NextAsync());
    }

    [Theory]
    [InlineData("https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task A_page_of_another_site_opens_no_socket(string origin, HttpStatusCode expected)
    {
        var (answer, _) = await server.SendAsync(HttpMethod.Get, "/graphql", "*/*", null,
            ("Origin", origin), ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), ("Sec-WebSocket-Protocol", "graphql-transport-ws"));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("sse")]
    public async Task A_client_that_leaves_ends_the_source(string protocol)
    {
        await using var client = NodeClient.Start(protocol, server.Address, "subscription { news(of: \"left\") { text } }", new() { ["stopAfter"] = 1 });
        await client.NextAsync();

        Assert.Equal("left", await NewsSubscriptions.Ended.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_subscription_asked_for_as_json_is_refused()
    {
        var (answer, text) = await server.SendAsync(HttpMethod.Post, "/graphql", "application/graphql-response+json", new StringContent("{\"query\":\"subscription { news(of: \\\"x\\\") { text } }\"}", Encoding.UTF8, "application/json"));

        Assert.Equal((HttpStatusCode.BadRequest, true), (answer.StatusCode, text.Contains("text/event-stream", StringComparison.Ordinal)));
    }

    /// <summary>Whoever comes with <c>Bearer NAME</c> is NAME; nobody is nobody.</summary>
    private sealed class TestToken(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var name] && name != "nobody"
                ? AuthenticateResult.Success(new(new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], "test")), "test")) : AuthenticateResult.NoResult());
    }
}

internal sealed record News(string Text);

[SubscriptionType]
internal static class NewsSubscriptions
{
    /// <summary>The topic whose subscriber left.</summary>
    internal static TaskCompletionSource<string> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins at once, so that its client knows it stands, and ends with the message "end".</summary>
    internal static async IAsyncEnumerable<News> NewsAsync(string of, Topics topics, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var messages = topics.Subscribe("news:" + of);
        yield return new("begin");
        try
        {
            await foreach (var message in messages.WithCancellation(cancellationToken))
            {
                if (message == "end")
                    yield break;
                yield return new(message);
            }
        }
        finally
        {
            if (of == "left")
                Ended.TrySetResult(of);
        }
    }

    [Authorize]
    internal static async IAsyncEnumerable<News> SecretAsync(ClaimsPrincipal user)
    {
        await Task.CompletedTask;
        yield return new($"for {user.Identity!.Name}");
    }
}
