using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Verwaltung.Messaging.Store;

namespace Verwaltung.Messaging;

/// <summary>
/// The host's worker: claims messages while it has hands free, keeps their leases alive, and looks for due timers and work left
/// behind by dead hosts. Stopping lets the running handlers finish; what does not finish in time is given back.
/// </summary>
internal sealed class MessageAgent(MessagingOptions options, Inbox inbox, MessageProcessor processor, HostSignals signals, ILogger<MessageAgent> log)
    : BackgroundService
{
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Claim, Running> running = [];
    private readonly CancellationTokenSource drained = new();
    private int lane = int.MinValue;
    private Task tending = Task.CompletedTask;

    /// <summary>Completes when the handlers that run now have finished.</summary>
    internal Task Finished => Task.WhenAll(running.Values.Select(one => one.Work));

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        tending = Task.WhenAll(
            EveryAsync(options.PollInterval, RefreshAsync),
            EveryAsync(options.Lease / 3, ExtendAsync),
            EveryAsync(ForgetEvery, inbox.ForgetAsync));
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Finished.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var unfinished = running.ToArray();
        foreach (var (_, one) in unfinished) await one.Abort.CancelAsync();
        try
        {
            if (unfinished.Length > 0) await inbox.ReleaseAsync(unfinished.Select(one => one.Key));
        }
        finally
        {
            await drained.CancelAsync();
            await tending;
        }
    }

    /// <summary>Without <see cref="StopAsync"/> before it this is a host's death: nothing is finished, extended or given back.</summary>
    public override void Dispose()
    {
        drained.Cancel();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signals.WaitAsync(stoppingToken);
                await ClaimAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "Messages could not be claimed; the next look comes within {Interval}.", options.PollInterval);
            }
        }
    }

    /// <summary>Fills the free hands, walking on round the lanes from where it stopped last.</summary>
    private async Task ClaimAsync(CancellationToken stopping)
    {
        while (FreeHands() is (var free and > 0, var crowded))
        {
            var from = lane;
            var claims = await inbox.ClaimAsync(from, free, crowded, stopping);
            foreach (var claim in claims) Start(claim);
            lane = claims.Count == free && claims.Max(claim => claim.Lane) is < int.MaxValue and var last ? last + 1 : int.MinValue;
            if (claims.Count < free && from == int.MinValue) return;
        }
    }

    /// <summary>How many messages may be claimed next so that no type gets more than its share, and the types that have theirs.</summary>
    private (int Free, string[] Crowded) FreeHands()
    {
        var types = running.Keys.CountBy(claim => claim.Type).ToArray();
        var open = options.ParallelismPerType - types.Select(type => type.Value).Where(count => count < options.ParallelismPerType).DefaultIfEmpty().Max();
        var crowded = types.Where(type => type.Value >= options.ParallelismPerType).Select(type => type.Key).ToArray();
        return (Math.Min(options.Parallelism - types.Sum(type => type.Value), open), crowded);
    }

    private void Start(Claim claim)
    {
        var abort = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        running[claim] = new(RunAsync(claim, begun.Task, abort.Token), abort);
        begun.SetResult();
    }

    private async Task RunAsync(Claim claim, Task begun, CancellationToken abort)
    {
        await begun.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await processor.ProcessAsync(claim, abort);
        }
        finally
        {
            running.TryRemove(claim, out _);
            signals.Wake();
        }
    }

    private async Task RefreshAsync(CancellationToken cancellation)
    {
        await inbox.RefreshAsync(cancellation);
        signals.Wake();
    }

    /// <summary>A handler whose lease is lost is told to stop: its commit would be refused anyway.</summary>
    private async Task ExtendAsync(CancellationToken cancellation)
    {
        var claims = running.Keys.ToArray();
        if (claims.Length == 0) return;
        var held = await inbox.ExtendAsync(claims, cancellation);
        foreach (var lost in claims.Where(claim => !held.Contains(claim.Id)))
            if (running.TryGetValue(lost, out var one)) await one.Abort.CancelAsync();
    }

    /// <summary>Leases run by the database's clock, so these beats take real time, not the application's.</summary>
    private async Task EveryAsync(TimeSpan interval, Func<CancellationToken, Task> act)
    {
        using var beat = new PeriodicTimer(interval);
        try
        {
            do
            {
                try
                {
                    await act(drained.Token);
                }
                catch (Exception failure) when (!drained.IsCancellationRequested)
                {
                    log.LogError(failure, "The message agent could not tend its work; it tries again within {Interval}.", interval);
                }
            }
            while (await beat.WaitForNextTickAsync(drained.Token));
        }
        catch (OperationCanceledException)
        {
            log.LogDebug("The message agent stopped.");
        }
    }

    private sealed record Running(Task Work, CancellationTokenSource Abort);
}
