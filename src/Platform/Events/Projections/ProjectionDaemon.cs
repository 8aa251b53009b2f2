using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Verwaltung.Events;

/// <summary>How an async projection fares on this host.</summary>
/// <param name="Name">The projection.</param>
/// <param name="Sequence">The last event in its rows, as far as this host knows; 0 while another host owns it.</param>
/// <param name="Failure">Why it stands still, if it does; it is tried again.</param>
public sealed record ProjectionStatus(string Name, long Sequence, string? Failure);

/// <summary>
/// Runs the async projections. Several hosts may run it on one database: each projection is owned by one of them, and when
/// that host dies another takes it over where its rows stand.
/// </summary>
public sealed class ProjectionDaemon(EventStore store, ILogger<ProjectionDaemon> log) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, ProjectionStatus> _statuses = [];

    /// <summary>The async projections of this host.</summary>
    public IReadOnlyCollection<ProjectionStatus> Statuses => [.. _statuses.Values.OrderBy(status => status.Name, StringComparer.Ordinal)];

    /// <summary>Waits until all async projections contain every event that was committed before this call.</summary>
    /// <exception cref="TimeoutException">They do not within <paramref name="limit"/>; the message says which and why.</exception>
    public async Task WaitForNonStaleAsync(TimeSpan limit, CancellationToken cancel = default)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        waiting.CancelAfter(limit);
        try
        {
            var goal = await store.LastNumberAsync(waiting.Token);
            while (await store.LeastProgressAsync(waiting.Token) < goal) await Task.Delay(TimeSpan.FromMilliseconds(20), waiting.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TimeoutException($"The async projections are still behind after {limit}: {string.Join("; ", Statuses)}");
        }
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(AsyncProjection.All(store).Select(projection => KeepAsync(projection, stoppingToken)));

    private async Task KeepAsync(AsyncProjection projection, CancellationToken stop)
    {
        _statuses[projection.Name] = new(projection.Name, 0, null);
        var pause = TimeSpan.FromSeconds(1);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await new ProjectionRunner(store, projection).RunAsync(
                    sequence =>
                    {
                        pause = TimeSpan.FromSeconds(1);
                        _statuses[projection.Name] = new(projection.Name, sequence, null);
                    },
                    stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "The projection {Projection} failed and is tried again in {Pause}", projection.Name, pause);
                _statuses[projection.Name] = _statuses[projection.Name] with { Failure = e.Message };
                await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            }
        }
    }
}
