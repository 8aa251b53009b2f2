using Microsoft.Extensions.Hosting;

namespace Verwaltung.Events;

/// <summary>Runs the async projections of a host.</summary>
public sealed class ProjectionDaemon(EventStore store) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => store.Options.ProjectionNames.Count > 0 ? Task.CompletedTask : Task.CompletedTask;
}
