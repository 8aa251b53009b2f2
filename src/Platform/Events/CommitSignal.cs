using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>
/// Tells who waits that something was committed: at once in this host, by NOTIFY in the others. NOTIFY is never part of a
/// commit, where it halves the rate: a host sends at most one in 20 ms, afterwards. It may be lost with a host, so who waits also looks every second.
/// </summary>
public sealed class CommitSignal : BackgroundService
{
    private const string CommitChannel = "verwaltung_commit";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    // Holds one token: however often it is raised before the next NOTIFY, one is enough.
    private readonly Channel<bool> _dirty = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Database _database;
    private readonly PersonalKeys _keys;
    private readonly AggregateCache _cache;
    private readonly ILogger<CommitSignal> _log;
    private TaskCompletionSource _next = New();

    internal CommitSignal(Database database, PersonalKeys keys, AggregateCache cache, ILogger<CommitSignal> log) =>
        (_database, _keys, _cache, _log) = (database, keys, cache, log);

    /// <summary>Ends with the next commit. Take it before looking for work, wait for it after: so no commit in between is missed.</summary>
    public Task Next => _next.Task;

    /// <summary>Waits until <paramref name="next"/> ends, or for at most <paramref name="limit"/>.</summary>
    public static async Task WaitAsync(Task next, TimeSpan limit, CancellationToken cancel)
    {
        await Task.WhenAny(next, Task.Delay(limit, cancel));
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>Something was committed.</summary>
    public void Raise()
    {
        Pulse();
        _dirty.Writer.TryWrite(true);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(KeepAsync(SendAsync, stoppingToken), KeepAsync(ListenAsync, stoppingToken));

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Pulse() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    // Another host has destroyed a person's keys.
    private void Forget()
    {
        _keys.ClearCache();
        _cache.Clear();
    }

    private async Task KeepAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await work(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                _log.LogWarning(e, "The commit signal lost its connection and connects again");
                await Task.Delay(Again, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SendAsync(CancellationToken stop)
    {
        while (true)
        {
            await _dirty.Reader.ReadAsync(stop);
            await using (var notify = _database.Source.CreateCommand($"select pg_notify('{CommitChannel}', '')")) await notify.ExecuteNonQueryAsync(stop);
            await Task.Delay(Pause, stop);
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        await using var connection = await _database.OpenOwnConnectionAsync(stop);
        connection.Notification += (_, notification) =>
        {
            if (notification.Channel == PersonalKeys.ForgottenChannel) Forget();
            else Pulse();
        };
        await using (var listen = new NpgsqlCommand($"listen {CommitChannel}; listen {PersonalKeys.ForgottenChannel}", connection))
            await listen.ExecuteNonQueryAsync(stop);
        Forget(); // nobody listened until now
        while (true) await connection.WaitAsync(stop);
    }
}
