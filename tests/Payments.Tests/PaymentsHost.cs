using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Verwaltung.Cases;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Postgres;
using Verwaltung.Testing;
using Verwaltung.Testing.Held;
using Verwaltung.Web;

namespace Verwaltung.Payments.Tests;

public sealed class PaymentsDatabase() : TestDatabase(
    typeof(EventOptions).Assembly, typeof(IRunner).Assembly, typeof(WebServices).Assembly, typeof(PaymentsModule).Assembly);

/// <summary>The module and its demonstration provider behind a real port, on a virtual clock; other modules are played by <see cref="Neighbours"/>.</summary>
internal sealed class PaymentsHost : ModuleHost
{
    private bool _isStopped;

    private PaymentsHost(WebApplication app) : base(app) { }

    public Neighbours Neighbours => Service<Neighbours>();
    public IRunner Bus => Runner;
    public DemonstrationLedger Provider => Service<DemonstrationLedger>();
    public Uri Address => new(App.Urls.First());

    public static async Task<PaymentsHost> StartAsync(PaymentsDatabase database, Neighbours? neighbours = null, VirtualClock? clock = null, string timeOut = "00:00:10")
    {
        var builder = Builder(database, clock);
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["Demonstration:Payments"] = "true";
        builder.Configuration["Payments:Provider:TimeOut"] = timeOut;
        builder.Services.AddSingleton(neighbours ?? new Neighbours()).AddSingleton<JobFrame>();
        builder.Services.AddMessaging(options => options.Discover(typeof(PaymentsHost).Assembly).Carry<SendMail>());
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, PersonInHeader>("test", null);
        builder.Services.AddAuthorizationBuilder().AddPolicy("staff", policy => policy.RequireClaim(ClaimNames.Kind, ClaimNames.Staff));
        builder.AddPayments();
        builder.Services.DeliverMessages();
        var app = builder.Build();
        app.MapWeb();
        app.MapPayments();
        await app.StartAsync();
        return new(app);
    }

    /// <summary>A case asks for its fee, and has its answer. The payment bears the job's id.</summary>
    public async Task<Payment> RequestAsync(CaseId @case, decimal euros = 30.70m)
    {
        await DoAsync("zahlung-anfordern", @case, Fee(euros));
        return await PaymentAsync((await Service<PaymentBook>().FindAsync(@case, default))!.Value);
    }

    /// <summary>Handles a job as the outbox would deliver it; its answer is what the case then knows of the payment.</summary>
    public async Task<FeelContext> DoAsync(string type, CaseId @case, FeelContext? values = null)
    {
        var request = Neighbours.Open(type, @case, People.Leyla, values ?? FeelContext.Empty);
        await Bus.InvokeAsync(request);
        return Neighbours.Completed.LastOrDefault(done => done.Job == request.Job)?.Values ?? FeelContext.Empty;
    }

    public static FeelContext Fee(decimal euros) => FeelContext.Empty.With("gebuehr", FeelContext.Empty.With("betrag", euros).With("rechtsgrundlage", "Nummer 265 GebOSt"));

    public Task<Outcome<BeginningAttempt>> StartPaymentAsync(Payment payment) => Service<OnlinePayment>().StartAsync(payment.Id, default);

    /// <summary>The transaction behind the page that the payer was sent to.</summary>
    public static Guid TransactionOf(Outcome<BeginningAttempt> started) => Guid.Parse(Assert.IsType<BeginningAttempt.Ready>(started.Value).RedirectUrl.Split('/')[^1]);

    /// <summary>The payer presses a button at the provider, which calls back as its state says.</summary>
    public async Task EndAsync(Guid transaction, string status)
    {
        Assert.True(await Provider.EndAsync(transaction, status, default));
        await Service<DemonstrationCallback>().SendAsync((await Provider.FindAsync(transaction, default))!, default);
    }

    public async Task<Payment> PaymentAsync(Guid id)
    {
        await using var session = Service<IDocumentStore>().LightweightSession();
        return await session.Events.FetchLatest<Payment>(id) ?? throw new InvalidOperationException($"Expected payment {id}.");
    }

    public async Task<IReadOnlyList<string>> StoryAsync(Guid id)
    {
        await using var session = Service<IDocumentStore>().LightweightSession();
        return [.. (await session.Events.FetchStreamAsync(id)).Select(e => e.EventTypeName)];
    }

    public async Task<Payment> UntilAsync(Guid id, Predicate<Payment> isSo)
    {
        for (var i = 0; i < 2400; i++)
        {
            if (await PaymentAsync(id) is var payment && isSo(payment))
            {
                await UntilNobodyWorksAsync();
                return payment;
            }
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"Expected the payment to get there, but its story is {string.Join(", ", await StoryAsync(id))}.");
    }

    // What was committed is seen at once; what neighbours heard of it they note after the commit.
    private Task UntilNobodyWorksAsync() => Eventually.TrueAsync(
        async () => await Service<DeadLetters>().CountAsync() is { Running: 0 }, "what was committed to be handled to its end");

    /// <summary>A callback as whoever knows the address can send it.</summary>
    public async Task<HttpStatusCode> CallBackAsync(string body, string signature)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var content = new StringContent(body, Encoding.UTF8, "application/json") { Headers = { { "X-Signature", signature } } };
        using var response = await http.PostAsync(new Uri("/payments/callback", UriKind.Relative), content);
        return response.StatusCode;
    }

    public HttpClient Browser(ClaimsPrincipal user) =>
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address, DefaultRequestHeaders = { { "X-Person", People.Write(user) } } };

    public async Task<JsonNode> AskAsync(string operation, ClaimsPrincipal user, object? variables = null)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var input = variables is null ? null : System.Text.Json.JsonSerializer.SerializeToNode(variables)!.AsObject();
        var result = await Service<GraphQlExecutor>().ExecuteAsync(new GraphQlRequest(operation, input, null), scope.ServiceProvider, user, default);
        return JsonNode.Parse(result.ToJson().ToJsonString())!;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_isStopped) return;
        _isStopped = true;
        await App.StopAsync();
        await base.DisposeAsync();
    }

    private sealed class PersonInHeader(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers["X-Person"] is [{ } person]
            ? AuthenticateResult.Success(new AuthenticationTicket(People.Read(person), "test"))
            : AuthenticateResult.NoResult());
    }
}

internal static class People
{
    public static readonly PersonId Leyla = new(Guid.Parse("0193a3f0-0001-7000-8000-000000000001"));
    public static readonly PersonId Meltem = new(Guid.Parse("0193a3f0-3300-7000-8000-000000000001"));

    public static ClaimsPrincipal Payer { get; } = Citizen(Leyla);
    public static ClaimsPrincipal Stranger { get; } = Citizen(new(Guid.Parse("0193a3f0-0001-7000-8000-000000000002")));
    public static ClaimsPrincipal Clerk { get; } = Staff(Meltem, RoleNames.Clerk, "33/5");
    public static ClaimsPrincipal OtherClerk { get; } = Staff(new(Guid.Parse("0193a3f0-6600-7000-8000-000000000001")), RoleNames.Clerk, "66/1");
    public static ClaimsPrincipal PostRoom { get; } = Staff(new(Guid.Parse("0193a3f0-3300-7000-8000-000000000009")), RoleNames.PostRoom, "33/5");
    public static ClaimsPrincipal Cashier { get; } = Staff(new(Guid.Parse("0193a3f0-2100-7000-8000-000000000001")), RoleNames.Cashier, "21/kasse");

    public static CaseId NewCase() => new(Guid.CreateVersion7());

    public static string Write(ClaimsPrincipal user) => string.Join('|', user.Claims.Select(claim => $"{claim.Type}={claim.Value}"));

    public static ClaimsPrincipal Read(string text) => new(new ClaimsIdentity(
        text.Split('|').Select(claim => claim.Split('=')).Select(parts => new Claim(parts[0], parts[1])), "test", ClaimNames.Name, ClaimNames.Role));

    private static ClaimsPrincipal Citizen(PersonId id) => Read($"sub={id}|name=Leyla Brandt|kind=citizen|role=citizen|trust=hoch");

    private static ClaimsPrincipal Staff(PersonId id, string role, string team) => Read($"sub={id}|name=Meltem Aksoy|kind=staff|role={role}|team={team}");
}

/// <summary>A fresh database and host for each test.</summary>
public abstract class PaymentsTest : IAsyncLifetime
{
    internal PaymentsDatabase Database { get; } = new();
    internal PaymentsHost Host { get; private set; } = null!;
    internal virtual string TimeOut => "00:00:10";

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Host = await PaymentsHost.StartAsync(Database, timeOut: TimeOut);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }
}
