using JasperFx;
using JasperFx.Core;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using Marten.Services;
using Marten.Services.Json.Transformations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>Puts Marten into the host, with what stands beside it.</summary>
public static class EventsRegistration
{
    /// <summary>Registers the store, its clock and ids, its daemon and its schema; each room's call adds to the same options.</summary>
    public static IServiceCollection AddEvents(this IServiceCollection services, Action<EventOptions>? configure = null)
    {
        var options = services.Select(s => s.ImplementationInstance).OfType<EventOptions>().SingleOrDefault() ?? Register(services);
        configure?.Invoke(options);
        return services;
    }

    private static EventOptions Register(IServiceCollection services)
    {
        // Marten's own logger writes the parameters of every statement; what fails is told by who ran it, without them.
        services.AddLogging(logging => logging.AddFilter("Marten.IDocumentStore", LogLevel.None));
        services.AddSqlScripts(typeof(EventsRegistration).Assembly);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IdSource>();
        services.AddSingleton(_ => new AggregateCache());
        services.AddSingleton(Keys);
        services.AddSingleton<ProtectingSerializer>();
        services.AddSingleton<Commit>();
        services.AddSingleton<CommitListener>();
        services.AddSingleton<AggregateReader>();
        services.AddSingleton<RowRefresh>();
        services.AddSingleton<EventReader>();
        services.AddSingleton(provider => new CommitSignal(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<PersonalKeys>(), provider.GetRequiredService<AggregateCache>(),
            provider.GetRequiredService<ILogger<CommitSignal>>()));
        services.AddHostedService(provider => provider.GetRequiredService<CommitSignal>());
        services.AddSingleton<EventArchive>();
        services.AddSingleton(provider => new Streams(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<EventOptions>(), provider.GetRequiredService<EventReader>()));
        services.AddSingleton<StreamChanges>();
        services.AddSingleton(provider => new ProjectionRebuild(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<EventOptions>(), provider.GetRequiredService<EventReader>()));
        var options = new EventOptions();
        services.AddSingleton(options);
        services.MartenAdded(services.AddMarten(Configure).UseNpgsqlDataSource().UseLightweightSessions().AddAsyncDaemon(DaemonMode.HotCold));
        return options;
    }

    private static StoreOptions Configure(IServiceProvider services)
    {
        var options = services.GetRequiredService<EventOptions>();
        var store = MartenLayout.Options();
        store.Events.TimeProvider = services.GetRequiredService<TimeProvider>();
        store.Serializer(services.GetRequiredService<ProtectingSerializer>());
        store.Listeners.Add(services.GetRequiredService<CommitListener>());
        store.Projections.FetchPlanners.Add(new CachedPlanner(services.GetRequiredService<AggregateReader>()));
        store.Projections.Add(services.GetRequiredService<Commit>(), ProjectionLifecycle.Inline, "commit");
        AddEvents(store, options, services.GetRequiredService<ProtectingSerializer>());
        foreach (var rows in options.AsyncRowProjections) store.Projections.Add(Async(new AsyncRows(rows, services), rows.Name), ProjectionLifecycle.Async);
        foreach (var events in options.EventProjections) store.Projections.Add(Async(new AsyncEvents(events), events.Name), ProjectionLifecycle.Async);
        return store;
    }

    private static void AddEvents(StoreOptions store, EventOptions options, ProtectingSerializer serializer)
    {
        foreach (var (name, (type, upcast)) in options.Types)
            if (upcast is null) store.Events.MapEventType(type, name);
            else store.Events.Upcast(type, name, new JsonTransformation(
                (_, _, _) => throw new InvalidOperationException("Expected events to be read asynchronously."),
                (_, reader, index, cancel) => serializer.UpcastAsync(reader, index, type, upcast, cancel)));
    }

    // A projection that begins, or lags behind, sees what was archived meanwhile.
    private static ProjectionWrapper<IDocumentOperations, IQuerySession> Async(IProjection projection, string name) =>
        new(projection, ProjectionLifecycle.Async) { Name = name, IncludeArchivedEvents = true };

    // Who forgets a person is asked for late: it needs the store, which needs the keys.
    private static PersonalKeys Keys(IServiceProvider services) =>
        new(
            services.GetRequiredService<Database>(), services.GetRequiredService<EventOptions>(), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<IdSource>())
        {
            OnForgotten = (scopes, cancel) => services.GetRequiredService<RowRefresh>().ForgottenAsync(scopes, cancel),
        };
}
