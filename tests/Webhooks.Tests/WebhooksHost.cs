using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;
using Verwaltung.Testing;
using Verwaltung.Testing.Held;
using Verwaltung.Web;
using Xunit;

namespace Verwaltung.Webhooks.Tests;

public sealed class WebhooksDatabase() : TestDatabase(
    typeof(EventOptions).Assembly, typeof(IRunner).Assembly, typeof(WebServices).Assembly, typeof(WebhooksModule).Assembly);

/// <summary>The module behind a real port, with agents running on a clock that the test moves; cases are told of by <see cref="Neighbours"/>.</summary>
internal sealed class WebhooksHost : ModuleHost
{
    public static readonly ClaimsPrincipal Operator = With(RoleNames.Operator);

    private WebhooksHost(WebApplication app) : base(app) { }

    public Neighbours Neighbours => Service<Neighbours>();
    public Uri Address => new(App.Urls.First());

    public static async Task<WebhooksHost> StartAsync(WebhooksDatabase database, bool isPrivate = true, Neighbours? neighbours = null)
    {
        var builder = Builder(database);
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["Webhooks:Private"] = isPrivate.ToString();
        builder.Configuration["Webhooks:TimeOut"] = "00:00:01";
        builder.Services.AddSingleton(neighbours ?? new Neighbours());
        builder.Services.AddMessaging(options => options.Discover(typeof(WebhooksHost).Assembly));
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, RoleInHeader>("test", null);
        builder.AddWebhooks();
        builder.Services.DeliverMessages();
        var app = builder.Build();
        app.MapWeb();
        await app.StartAsync();
        return new(app);
    }

    public static ClaimsPrincipal With(string role) => new(new ClaimsIdentity([new Claim(ClaimNames.Role, role)], "test", ClaimNames.Name, ClaimNames.Role));

    public async Task<JsonNode> AskAsync(string operation, object? variables = null, ClaimsPrincipal? user = null)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var input = variables is null ? null : JsonSerializer.SerializeToNode(variables)!.AsObject();
        var result = await Service<GraphQlExecutor>().ExecuteAsync(new GraphQlRequest(operation, input, null), scope.ServiceProvider, user ?? Operator, default);
        return JsonNode.Parse(result.ToJson().ToJsonString())!;
    }

    /// <summary>The secret of a new webhook, or the code of the refusal.</summary>
    public async Task<(Guid Id, string? Said)> CreateAsync(string url, Guid? id = null, string[]? teams = null, string? procedureKey = null, string[]? kinds = null, bool fromBeginning = false)
    {
        var created = id ?? Guid.CreateVersion7();
        var payload = (await AskAsync(
            "mutation($input: CreateWebhookInput!) { createWebhook(input: $input) { createdWebhook { secret } errors { ... on Error { code } } } }",
            new { input = new { id = created, url, teams, procedureKey, kinds, fromBeginning } }))["data"]!["createWebhook"]!;
        return (created, (string?)payload["createdWebhook"]?["secret"] ?? (string?)payload["errors"]?[0]?["code"]);
    }

    public Task<JsonNode> SwitchAsync(Guid webhookId, bool isOn) =>
        AskAsync("mutation($input: SwitchWebhookInput!) { switchWebhook(input: $input) { errors { ... on Error { code } } } }", new { input = new { webhookId, isOn } });

    public async Task<JsonNode> WebhookAsync(Guid id)
    {
        var answer = await AskAsync("{ webhooks { id disabledWhy waiting deliveries { id eventId type deliveredAt attempts { at status failure durationMs } } } }");
        return (answer["data"]?["webhooks"] ?? throw new InvalidOperationException(answer.ToJsonString())).AsArray().Single(one => (string)one!["id"]! == id.ToString())!;
    }

    /// <summary>Looks until something holds, moving the clock on by a step each time if one is given.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds, TimeSpan? step = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await holds())
        {
            await look.WaitForNextTickAsync(patience.Token);
            if (step is { } on) Clock.Advance(on);
        }
    }

    public Task UntilAsync(Func<bool> holds, TimeSpan? step = null) => UntilAsync(() => Task.FromResult(holds()), step);

    public override async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await base.DisposeAsync();
    }

    private sealed class RoleInHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers["X-Role"] is [{ } role]
            ? AuthenticateResult.Success(new AuthenticationTicket(With(role), "test"))
            : AuthenticateResult.NoResult());
    }
}

/// <summary>A fresh database, host and receiver for each test.</summary>
public abstract class WebhooksTest : IAsyncLifetime
{
    internal WebhooksDatabase Database { get; } = new();
    internal WebhooksHost Host { get; private set; } = null!;
    internal Receiver Receiver { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Receiver = await Receiver.StartAsync();
        Host = await WebhooksHost.StartAsync(Database);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Host.DisposeAsync();
        await Receiver.DisposeAsync();
        await Database.DisposeAsync();
    }
}
