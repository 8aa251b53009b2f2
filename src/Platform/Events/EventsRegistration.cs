using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>Puts the event store into the host.</summary>
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
        var options = new EventOptions();
        services.AddSqlScripts(typeof(EventStore).Assembly);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IdSource>();
        services.AddSingleton<EventStore>();
        services.AddSingleton<CommitSignal>();
        services.AddHostedService(provider => provider.GetRequiredService<CommitSignal>());
        services.AddSingleton(provider => provider.GetRequiredService<EventStore>().Keys);
        services.AddSingleton<StreamChanges>();
        services.AddSingleton<ProjectionRebuild>();
        services.AddSingleton<ProjectionDaemon>();
        services.AddHostedService(provider => provider.GetRequiredService<ProjectionDaemon>());
        return options;
    }
}
