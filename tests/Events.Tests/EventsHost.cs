using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Verwaltung.Postgres;
using Verwaltung.Testing;

namespace Verwaltung.Events.Tests;

public sealed class EventsDatabase() : TestDatabase(typeof(EventOptions).Assembly, typeof(EventsDatabase).Assembly);

/// <summary>A host with the store and the example's events.</summary>
public sealed class EventsHost : IAsyncDisposable
{
    public static readonly byte[] MasterKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _started = [];

    public EventsHost(Database database, Action<EventOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddPostgres(database);
        services.RemoveAll<IHostedService>();
        services.AddEvents(o =>
        {
            o.MasterKey = MasterKey;
            o.Map<PermitRequested>("permit_requested");
            o.Map<PermitGranted>("permit_granted.v2").Upcast("permit_granted", old => new() { ["until"] = $"{old["year"]}-12-31" });
            o.Map<NoteAdded>("note_added");
            o.Map<Withdrawn>("withdrawn");
            o.Map<AnswersGiven>("answers_given");
            o.Aggregate<Permit>("permit");
            o.Inline(new PermitRows());
            configure?.Invoke(o);
        });
        _services = services.BuildServiceProvider();
        Store = _services.GetRequiredService<IDocumentStore>();
    }

    public VirtualClock Clock { get; } = new();
    public IDocumentStore Store { get; }
    public PersonalKeys Keys => _services.GetRequiredService<PersonalKeys>();
    public CommitSignal Signal => _services.GetRequiredService<CommitSignal>();
    public EventArchive Archive => _services.GetRequiredService<EventArchive>();
    public Streams Streams => _services.GetRequiredService<Streams>();
    internal AggregateCache Cache => _services.GetRequiredService<AggregateCache>();
    public IdSource Ids => _services.GetRequiredService<IdSource>();
    public StreamChanges Changes => _services.GetRequiredService<StreamChanges>();
    public ProjectionRebuild Rebuild => _services.GetRequiredService<ProjectionRebuild>();

    public IDocumentSession Session() => Store.LightweightSession();

    /// <summary>Waits until all async projections have every event.</summary>
    public async Task ProjectedAsync(TimeSpan limit)
    {
        var projected = TestDaemon.WaitForNonStaleAsync(Store, limit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!projected.IsCompleted)
        {
            await tick.WaitForNextTickAsync();
            Clock.Advance(TimeSpan.FromMilliseconds(100)); // a projection that failed pauses by the store's clock before it goes on
        }

        await projected;
    }

    /// <summary>Starts what runs in the background.</summary>
    public async Task<EventsHost> RunAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
            _started.Add(service);
        }

        return this;
    }

    public async Task<Guid> RequestAsync(string name = "Erika Beispiel", params object[] more)
    {
        await using var session = Session();
        var id = Ids.Next();
        session.Events.StartStream<Permit>(id, [new PermitRequested("Gutenbergstraße", name, Clock.GetUtcNow()), .. more]);
        session.Protect(id, id);
        await session.SaveChangesAsync();
        return id;
    }

    public async Task AppendAsync(Guid id, params object[] events)
    {
        await using var session = Session();
        session.Events.Append(id, events);
        await session.SaveChangesAsync();
    }

    /// <summary>Appends, again and again while others are faster: as what runs commands does.</summary>
    public async Task KeepAppendingAsync(Guid id, params object[] events)
    {
        while (true)
        {
            try
            {
                await AppendAsync(id, events);
                return;
            }
            catch (Exception e) when (Overtaken.Is(e))
            {
                continue;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _started) await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
