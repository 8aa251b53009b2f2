using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events;
using Marten.Events.Projections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.Messaging.Store;
using Verwaltung.Postgres;
using Verwaltung.Testing;
using Verwaltung.Testing.Held;
using Wolverine;
using Wolverine.Runtime;

namespace Verwaltung.Messaging.Tests;

/// <summary>The events' and the messages' tables.</summary>
public sealed class MessagingDatabase() : TestDatabase(typeof(EventOptions).Assembly, typeof(IRunner).Assembly);

/// <summary>One host with the handlers of this assembly, on a database that it may share with others.</summary>
internal sealed class MessagingHost : IAsyncDisposable
{
    /// <summary>How long a silent host is waited for.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromSeconds(2);

    private readonly IHost host;
    private bool dead;

    private MessagingHost(IHost host) => this.host = host;

    public IRunner Runner => host.Services.GetRequiredService<IRunner>();

    public IDocumentStore Store => host.Services.GetRequiredService<IDocumentStore>();

    public DeadLetters DeadLetters => host.Services.GetRequiredService<DeadLetters>();

    public HeldMessages Held => host.Services.GetRequiredService<HeldMessages>();

    public Memory Memory => host.Services.GetRequiredService<Memory>();

    public Desk Desk => host.Services.GetRequiredService<Desk>();

    public Logged Logged => host.Services.GetRequiredService<Logged>();

    /// <param name="isShared">Whether other hosts work on the same database.</param>
    public static async Task<MessagingHost> StartAsync(
        MessagingDatabase database, TimeProvider? clock = null, Action<MessagingOptions>? configure = null, bool isShared = false)
    {
        var host = new MessagingHost(Builder(database, clock, configure, isShared).Build());
        await host.host.StartAsync();
        return host;
    }

    /// <summary>A host as the tests of modules have it: not started, messages held.</summary>
    public static MessagingHost Hold(MessagingDatabase database, VirtualClock clock, Action<MessagingOptions>? configure = null)
    {
        var builder = Builder(database, clock, configure, isShared: false);
        builder.Services.HoldMessages();
        return new(builder.Build());
    }

    public static async Task<MessagingHost> StartHeldAsync(MessagingDatabase database, VirtualClock clock)
    {
        var held = Hold(database, clock);
        await held.host.StartAsync();
        return held;
    }

    private static HostApplicationBuilder Builder(MessagingDatabase database, TimeProvider? clock, Action<MessagingOptions>? configure, bool isShared)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton<Desk>();
        builder.Services.AddSingleton<Logged>();
        builder.Services.AddSingleton<ILoggerProvider>(services => services.GetRequiredService<Logged>());
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        AddStore(builder.Services, database);
        builder.Services.AddMessaging(options =>
        {
            options.Discover(typeof(MessagingHost).Assembly);
            options.Steps<Notebook>(_ => (notebook, step, _) => ValueTask.FromResult(Decision.Of(new Noted($"{step} after {notebook.Count}"))));
            options.Retry<Trouble>(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100));
            options.Durability = durability => Hurry(durability, isShared);
            configure?.Invoke(options);
        });
        return builder;
    }

    /// <summary>Looks until something holds; a test that waits in vain tells what the host complained of.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds, string expectation)
    {
        try
        {
            await Eventually.TrueAsync(holds, expectation, 30);
        }
        catch (TimeoutException vain)
        {
            string[] levels = ["Warning", "Error"];
            var complaints = Logged.Lines.Where(line => levels.Any(level => line.StartsWith(level, StringComparison.Ordinal))).TakeLast(5);
            throw new TimeoutException($"{vain.Message} There are {await DeadLetters.CountAsync()}. {string.Join(Environment.NewLine, complaints)}");
        }
    }

    public Task UntilAsync(Func<MessageCounts, bool> holds, string expectation) => UntilAsync(async () => holds(await DeadLetters.CountAsync()), expectation);

    /// <summary>Waits until no message is left to handle, now or later.</summary>
    public Task UntilIdleAsync() => UntilAsync(counts => counts is { Ready: 0, Scheduled: 0, Running: 0 }, "no message left");

    public async Task<IReadOnlyList<IEvent>> EventsAsync(Guid notebook)
    {
        await using var session = Store.LightweightSession();
        return await session.Events.FetchStreamAsync(notebook);
    }

    public async Task<IReadOnlyList<string>> NotesAsync(Guid notebook) => [.. (await EventsAsync(notebook)).Select(stored => ((Noted)stored.Data).Text)];

    /// <summary>What a killed process leaves: nothing is finished or given back, and its heart beats no more.</summary>
    public void Kill()
    {
        dead = true;
        host.Services.GetRequiredService<IWolverineRuntime>().Agents.DisableHealthChecks();
    }

    public Task StopAsync(CancellationToken cancellation = default) => host.StopAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        Desk.OpenAll();
        if (!dead) await host.StopAsync();
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else host.Dispose();
    }

    /// <summary>Wolverine's timers run by the machine's clock: in tests they look often.</summary>
    private static void Hurry(DurabilitySettings durability, bool isShared)
    {
        durability.Mode = isShared ? DurabilityMode.Balanced : DurabilityMode.Solo;
        durability.ScheduledJobFirstExecution = TimeSpan.FromMilliseconds(10);
        durability.ScheduledJobPollingTime = TimeSpan.FromMilliseconds(50);
        durability.NodeReassignmentPollingTime = TimeSpan.FromMilliseconds(100);
        durability.HealthCheckPollingTime = TimeSpan.FromMilliseconds(200);
        durability.FirstHealthCheckExecution = TimeSpan.FromMilliseconds(50);
        durability.StaleNodeTimeout = Stale;
        durability.CheckAssignmentPeriod = TimeSpan.FromMilliseconds(200);
        durability.OrphanedMessageSweepPollingTime = TimeSpan.FromMilliseconds(200);
    }

    private static void AddStore(IServiceCollection services, MessagingDatabase database)
    {
        services.AddPostgres(database.Database);
        services.AddEvents(events => events.Map<Noted>("noted"));
    }
}
