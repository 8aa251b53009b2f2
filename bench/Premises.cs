using System.Collections.Immutable;
using System.Security.Claims;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Verwaltung.Cases;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Host;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;
using Verwaltung.Testing.Held;

namespace Verwaltung.Bench;

/// <summary>The house on a database of its own, as it serves, but with nobody at work: agents do not run, so that only what is measured happens.</summary>
internal sealed class Premises : IAsyncDisposable
{
    public static readonly PersonId Clerk = new(Guid.Parse("0193a3f0-3300-7000-8000-000000000001"));
    public static readonly PersonId Citizen = new(Guid.Parse("0193a3f0-0001-7000-8000-000000000001"));

    private readonly string _folder = Directory.CreateTempSubdirectory("verwaltung-bench-").FullName;
    private readonly List<IAsyncDisposable> _opened = [];

    private Database Server { get; set; } = null!;

    public string Folder => _folder;
    public IServiceProvider Services { get; private set; } = null!;
    public NpgsqlDataSource Source => Services.GetRequiredService<NpgsqlDataSource>();
    public IRunner Bus => Services.GetRequiredService<IRunner>();
    public IDocumentStore Store => Services.GetRequiredService<IDocumentStore>();

    /// <summary>Opens the house on the folder's first database.</summary>
    public static async Task<Premises> OpenAsync()
    {
        var premises = new Premises();
        premises.Server = await Database.OpenAsync(new DatabaseOptions { DataFolder = premises._folder });
        premises._opened.Add(premises.Server);
        premises.Services = await premises.BuildAsync(premises.Server);
        return premises;
    }

    /// <summary>The house once more, on another database of the same server.</summary>
    public async Task<IServiceProvider> BesideAsync(string name)
    {
        await RunAsync(Server.Source, $"create database {name}");
        var database = await Database.OpenAsync(new DatabaseOptions { ConnectionString = ConnectionString(name) });
        _opened.Insert(0, database);
        return await BuildAsync(database);
    }

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder(Server.Source.ConnectionString) { Database = database }.ConnectionString;

    public static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A case that waits for its decision: every job before it is done, with a register's answer.</summary>
    public async Task<(CaseId Case, Guid Task)> CaseToDecideAsync()
    {
        var id = new CaseId(Guid.CreateVersion7());
        await Bus.InvokeAsync<CaseStarted>(new StartCase(id, "resident-parking-permit", Citizen, Citizen, "portal", [new OriginatedValues("applicant", Values)], [], "de"));
        while (true)
        {
            var process = (await CaseAsync(id)).Process;
            if (process.OpenTasks.Values.FirstOrDefault() is { } task) return (id, task.Task);
            var job = process.OpenJobs.Values.First();
            await Bus.InvokeAsync(new CompleteJob(id, job.Job, Result(job.Type), "bench"));
        }
    }

    /// <summary>Waits until a host has done all that was asked for so far; timers that are not due do not count.</summary>
    public async Task UntilNothingWaitsAsync()
    {
        await using var command = Source.CreateCommand("""
            select exists (select from wolverine.wolverine_incoming_envelopes where status = 'Incoming' or status = 'Scheduled' and execution_time < now() + interval '1 minute')
            """);
        while ((bool)(await command.ExecuteScalarAsync())!) await Task.Delay(100);
    }

    public async Task<Case> CaseAsync(CaseId id)
    {
        await using var session = Store.LightweightSession();
        return await session.Events.FetchLatest<Case>(id.Value) ?? throw new InvalidOperationException($"Expected case {id} to exist.");
    }

    /// <summary>A clerk of some teams, as a bearer token makes one.</summary>
    public static ClaimsPrincipal Staff(params IEnumerable<string> teams) => new(new ClaimsIdentity(
        [
            new(ClaimNames.Subject, Clerk.ToString()), new(ClaimNames.Name, "Meltem Aksoy"), new(ClaimNames.Kind, ClaimNames.Staff), new(ClaimNames.Role, RoleNames.Clerk),
            .. teams.Select(team => new Claim(ClaimNames.Team, team)),
        ], "bench", ClaimNames.Name, ClaimNames.Role));

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened) await opened.DisposeAsync();
        while (File.Exists(Path.Combine(_folder, "data", "postmaster.pid"))) await Task.Delay(50);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<IServiceProvider> BuildAsync(Database database)
    {
        // Messages are written as ever and handed to nobody, so that only what is measured happens.
        var app = Application.Build(new HostSettings(null, _folder), database, more: services => services.HoldMessages().AddBenchRoom());
        await app.Services.GetRequiredService<Schema>().PrepareAsync(default);
        // Procedures and people are put in at start; agents stay away.
        foreach (var service in app.Services.GetServices<IHostedService>().Where(service => service.GetType().Name is "LoadWorkflows" or "DemonstrationPeople"))
            await service.StartAsync(default);
        return app.Services;
    }

    private static FeelContext Values => FeelContext.Empty
        .WithPath("antragsteller.vorname", new FeelString("Leyla")).WithPath("antragsteller.nachname", new FeelString("Brandt")).WithPath("antragsteller.geburtsdatum", new FeelString("1988-04-17"))
        .WithPath("anschrift.strasse", new FeelString("Gutenbergstraße")).WithPath("anschrift.hausnummer", new FeelString("31")).WithPath("anschrift.plz", new FeelString("44139"))
        .WithPath("anschrift.ort", new FeelString("Dortmund")).WithPath("anschrift.tatsaechlichBewohnt", FeelBoolean.True)
        .WithPath("fahrzeug.kennzeichen", new FeelString("DO-LB 417")).WithPath("fahrzeug.zuordnung", new FeelString("zugelassen"))
        .WithPath("antrag.beginn", new FeelString("2026-12-01")).WithPath("antrag.laufzeit", new FeelString("12")).WithPath("antrag.vorhandenerAusweis", new FeelString("nein"))
        .WithPath("antrag.bekanntgabe", new FeelString("postfach")).WithPath("antrag.email", new FeelString("leyla.brandt@example.org"));

    private static FeelContext Result(string job) => job switch
    {
        "melderegister" => FeelContext.Empty
            .WithPath("resident.status", new FeelString("gefunden")).WithPath("resident.address.street", new FeelString("Gutenbergstraße"))
            .WithPath("resident.address.houseNumber", new FeelString("31")).WithPath("resident.address.postcode", new FeelString("44139"))
            .WithPath("resident.address.city", new FeelString("Dortmund")).WithPath("resident.mainResidence", FeelBoolean.True),
        "ausweis-suchen" => FeelContext.Empty.WithPath("ausweis.vorhanden", FeelBoolean.False),
        _ => FeelContext.Empty,
    };
}
