using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Postgres;
using Verwaltung.Procedures;
using Verwaltung.Testing;
using Verwaltung.Testing.Held;
using Verwaltung.Web;

namespace Verwaltung.Cases.Tests;

public sealed class CasesDatabase() : TestDatabase(
    typeof(EventOptions).Assembly, typeof(IRunner).Assembly, typeof(WebServices).Assembly, typeof(ProceduresModule).Assembly, typeof(CasesModule).Assembly);

/// <summary>
/// The module with the procedure <c>permit</c>, on a clock that stands still. Nothing runs in the background: what the outbox holds is
/// read with <see cref="SentAsync"/> and delivered by the test.
/// </summary>
internal sealed class CasesHost : ModuleHost
{
    private static readonly string[] OwnJobs = ["eingangsbestaetigung", "bescheid-entwerfen", "bescheid-ausfertigen", "post-queue", "rueckfrage-senden", "rueckfrage-erinnern", "ziel-fortsetzen", "ruecknahme-bestaetigen"];
    private IHostedService? _agent;
    private TestDaemon? _daemon;

    private CasesHost(WebApplication app) : base(app) { }

    public Neighbours Neighbours => Service<Neighbours>();
    public IRunner Bus => Runner;

    public static async Task<CasesHost> StartAsync(CasesDatabase database, DateTimeOffset? now = null)
    {
        var builder = Builder(database, new VirtualClock(now));
        builder.Configuration["Workflows"] = Path.Combine(TestDatabase.RepositoryRoot, "tests", "Cases.Tests", "workflows");
        builder.Services.AddSingleton<Neighbours>();
        builder.Services.AddMessaging(options => options
            .Discover(typeof(CasesHost).Assembly).Carry<SendMail>().Carry<QueueForPost>()
            .Carry<Stumble>().Retry<Stumble>());
        builder.Services.AddAuthorizationBuilder().AddPolicy("staff", policy => policy.RequireClaim(ClaimNames.Kind, ClaimNames.Staff));
        foreach (var worker in JobWorker.In(typeof(CasesHost).Assembly)) builder.Services.AddSingleton<JobType>(worker);
        builder.AddProcedures().AddCases();
        var app = builder.Build();
        foreach (var load in app.Services.GetServices<IHostedService>().Where(service => service.GetType().Name == "LoadWorkflows"))
            await load.StartAsync(default);
        return new(app);
    }

    /// <summary>Starts what keeps the async projections; it stops with the host.</summary>
    public async Task<TestDaemon> ProjectAsync()
    {
        _daemon = await TestDaemon.StartAsync(Service<IDocumentStore>());
        return _daemon;
    }

    /// <summary>Starts what handles the outbox; it stops with the host.</summary>
    public Task KeepDeliveringAsync()
    {
        _agent = Service<MessageAgent>();
        return _agent.StartAsync(default);
    }

    /// <summary>Starts what tells the teams of changed cases; it stops with the host.</summary>
    public Task TellTeamsAsync() => RunAsync(nameof(InboxTopics));

    /// <summary>Follows an operation as <paramref name="user"/>.</summary>
    public async IAsyncEnumerable<string> Follow(string operation, ClaimsPrincipal user, object? variables = null)
    {
        var input = variables is null ? null : System.Text.Json.JsonSerializer.SerializeToNode(variables)!.AsObject();
        await foreach (var result in Service<GraphQlExecutor>().StreamAsync(new GraphQlRequest(operation, input), App.Services, user, TestContext.Current.CancellationToken))
            yield return result.ToJson().ToJsonString();
    }

    private async Task RunAsync(string service)
    {
        _agent = App.Services.GetServices<IHostedService>().Single(candidate => candidate.GetType().Name == service);
        await _agent.StartAsync(default);
    }

    /// <summary>Looks until something holds; a test that waits in vain fails.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds()) await look.WaitForNextTickAsync(patience.Token);
    }

    public static StartCase Application(CaseId id, ClaimsPrincipal? applicant = null, string announcement = "postfach") => new(
        id, "permit", (applicant ?? People.Leyla).Id(), (applicant ?? People.Leyla).Id(), "portal",
        [
            new("account", FeelContext.Empty.With("antragsteller", FeelContext.Empty.With("vorname", "Leyla").With("nachname", "Yildiz"))),
            new("applicant", FeelContext.Empty.With("antrag", FeelContext.Empty
                .With("kennzeichen", "DO-LB 417").With("bekanntgabe", announcement).With("email", "leyla@example.org").With("strasse", "Gutenbergstraße").With("hausnummer", "17"))),
        ], [], "de");

    /// <summary>A case whose application is in and whose register was asked, if not told otherwise.</summary>
    public async Task<CaseId> OpenAsync(ClaimsPrincipal? applicant = null, string announcement = "postfach", bool ask = true)
    {
        var id = new CaseId(Guid.CreateVersion7());
        var application = Application(id, applicant, announcement);
        await Bus.InvokeAsync<CaseStarted>(application, new InvokeOptions { By = application.By.ToString() });
        if (ask)
            await Bus.InvokeAsync(new CompleteJob(id, await JobAsync(id, "melderegister"), FeelContext.Empty.With("zone", "Gutenbergstraße"), "register:melderegister"));
        return id;
    }

    /// <summary>A case as it stands after a decision, with everything done that the process does by itself.</summary>
    /// <param name="mailed">Whether the mail about a notice in the mailbox was handed over.</param>
    public async Task<CaseId> DecideAsync(string announcement = "postfach", ClaimsPrincipal? applicant = null, bool mailed = true)
    {
        var id = await OpenAsync(applicant, announcement);
        Assert.Null((await CompleteAsync(id, "entscheiden", People.Sabine, Decision("bewilligt"))).Why);
        await WorkAsync(id, mailed);
        return id;
    }

    public static FeelContext Decision(string result) => FeelContext.Empty.With("entscheidung", FeelContext.Empty.With("ergebnis", result));

    public async Task<Outcome<ChangedCase>> CompleteAsync(CaseId id, string element, ClaimsPrincipal person, FeelContext values, long? version = null, string? key = null) =>
        await DoAsync(new CompleteTask(id, await TaskAsync(id, element), version ?? await VersionAsync(id), new TaskInput.Given(values), person.Actor()), person, key);

    public Task<Outcome<ChangedCase>> DoAsync(IAsk<Outcome<ChangedCase>> command, ClaimsPrincipal person, string? key = null) =>
        Bus.InvokeAsync<Outcome<ChangedCase>>(command, new InvokeOptions { By = person.Id().ToString(), IdempotencyKey = key });

    /// <summary>Does the service tasks that Cases does itself, one after the other.</summary>
    public async Task WorkAsync(CaseId id, bool mailed = true)
    {
        while ((await CaseAsync(id)).Process.OpenJobs.Values.FirstOrDefault(job => OwnJobs.Contains(job.Type)) is { } job)
            await Bus.InvokeAsync(new JobRequested(id, job.Job, job.Type));
        if (Provision.Announcing(await CaseAsync(id)) is not { } provision)
            return;
        await Bus.InvokeAsync(new JobRequested(id, provision.Job, provision.Type));
        if (mailed)
            await Bus.InvokeAsync(new MailSent(provision.Job, id, MailTemplates.NoticeProvided, Clock.GetUtcNow()));
    }

    public async Task<Case> CaseAsync(CaseId id)
    {
        await using var session = Service<IDocumentStore>().LightweightSession();
        return await session.Events.FetchLatest<Case>(id.Value) ?? throw new InvalidOperationException($"Expected case {id}.");
    }

    public async Task<Guid> TaskAsync(CaseId id, string element) => (await CaseAsync(id)).Process.OpenTasks.Values.Single(task => task.ElementId == element).Task;

    public async Task<Guid> JobAsync(CaseId id, string type) => (await CaseAsync(id)).Process.OpenJobs.Values.Single(job => job.Type == type).Job;

    public async Task<long> VersionAsync(CaseId id) => (await EventsAsync(id)).Count;

    public async Task<IReadOnlyList<IEvent>> EventsAsync(CaseId id, long after = 0)
    {
        return [.. (await Service<Streams>().ReadAsync(id.Value, default)).Where(e => e.Version > after)];
    }

    /// <summary>What was said since a version, as records.</summary>
    public async Task<IReadOnlyList<object>> SaidAsync(CaseId id, long after) => [.. (await EventsAsync(id, after)).Select(e => e.Data)];

    /// <summary>What waits in the outbox: <c>type|due|body</c>.</summary>
    public static Task<IReadOnlyList<string>> SentAsync(TestDatabase database, CaseId id) =>
        HeldMessages.RowsAsync(database.Source, $"select type, to_char(due_at at time zone 'Europe/Berlin', 'YYYY-MM-DD HH24:MI'), body - 'case' from messages where body->>'case' = '{id}' order by id");

    public async Task<JsonNode> AskAsync(string operation, ClaimsPrincipal user, object? variables = null)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var input = variables is null ? null : System.Text.Json.JsonSerializer.SerializeToNode(variables)!.AsObject();
        var result = await Service<GraphQlExecutor>().ExecuteAsync(new GraphQlRequest(operation, input, null), scope.ServiceProvider, user, default);
        return JsonNode.Parse(result.ToJson().ToJsonString())!;
    }

    public async Task<string> TellAsync(string operation, ClaimsPrincipal user, object? variables = null) =>
        (await AskAsync(operation, user, variables)).ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public override async ValueTask DisposeAsync()
    {
        if (_daemon is not null)
            await _daemon.DisposeAsync();
        if (_agent is not null)
            await _agent.StopAsync(default);
        await base.DisposeAsync();
    }
}

/// <summary>A fresh database and host for each test.</summary>
public abstract class CasesTest : IAsyncLifetime
{
    internal CasesDatabase Database { get; } = new();
    internal CasesHost Host { get; private set; } = null!;
    internal virtual DateTimeOffset? Now => null;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Host = await CasesHost.StartAsync(Database, Now);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }
}
