using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.Postgres;

namespace Verwaltung.Messaging;

/// <summary>
/// Tells agents that there is work: the own one at once, those of other hosts by NOTIFY. That is sent after commits and at most once in
/// 20 ms; inside them it would halve their rate, because PostgreSQL holds one lock over all notifying commits.
/// A lost notice costs nothing but time: agents look by themselves, too.
/// </summary>
internal sealed class HostSignals(Database database, IdSource ids, ILogger<HostSignals> log) : BackgroundService
{
    private const string Topic = "verwaltung_messages";
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string host = ids.Next().ToString();
    private readonly Channel<bool> work = Latch();
    private readonly Channel<bool> notices = Latch();

    /// <summary>Something was committed that may be handled now.</summary>
    public void Sent()
    {
        Wake();
        notices.Writer.TryWrite(true);
    }

    /// <summary>Wakes the agent of this host.</summary>
    public void Wake() => work.Writer.TryWrite(true);

    /// <summary>Waits until there may be work.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellation) => work.Reader.ReadAsync(cancellation);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(AgainAsync(NotifyAsync, stoppingToken), AgainAsync(ListenAsync, stoppingToken));

    private static Channel<bool> Latch() => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private async Task NotifyAsync(CancellationToken stopping)
    {
        while (await notices.Reader.ReadAsync(stopping))
        {
            await using (var notify = database.Source.CreateCommand($"select pg_notify('{Topic}', '{host}')"))
                await notify.ExecuteNonQueryAsync(stopping);
            await Task.Delay(Pace, stopping);
        }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        await using var connection = await database.OpenOwnConnectionAsync(stopping);
        connection.Notification += (_, notice) =>
        {
            if (notice.Payload != host) Wake();
        };
        await using (var listen = new NpgsqlCommand($"listen {Topic}", connection)) await listen.ExecuteNonQueryAsync(stopping);
        Wake(); // for what was sent while nobody listened
        while (true) await connection.WaitAsync(stopping);
    }

    private async Task AgainAsync(Func<CancellationToken, Task> loop, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await loop(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogWarning(failure, "Notices between hosts are interrupted; work is still found by looking.");
                await Task.Delay(Pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
