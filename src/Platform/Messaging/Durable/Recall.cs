using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Verwaltung.Postgres;
using Wolverine.Runtime;

namespace Verwaltung.Messaging.Durable;

/// <summary>
/// Offers this host's messages anew when the database has been away. Wolverine tries a few times within a second to write what became of a message,
/// then drops it: its row stays taken by a host that lives, and nobody looks at it until that host ends. The same happens to what was sent by a
/// commit whose answer was lost. What had taken effect nevertheless is refused by the fence.
/// </summary>
internal sealed class Recall(Database database, MessagingOptions options, IWolverineRuntime runtime, ILogger<Recall> log) : BackgroundService
{
    private const string Offer = $"update {MessagingSchema.Name}.wolverine_incoming_envelopes set owner_id = 0 where owner_id = $1 and status = 'Incoming'";

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>By then whoever met a broken connection has tried again or given up.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var isLost = false; options.IsRunning && !stoppingToken.IsCancellationRequested; isLost = true)
        {
            try
            {
                await WatchAsync(isLost, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                log.LogWarning("The database is away: {Reason}", e.Message);
                await Task.Delay(Again, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Ends, with an exception, as soon as the server does.</summary>
    private async Task WatchAsync(bool wasLost, CancellationToken stop)
    {
        await using var connection = await database.OpenOwnConnectionAsync(stop);
        if (wasLost) await OfferAsync(connection, stop);
        while (true) await connection.WaitAsync(stop);
    }

    private async Task OfferAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await Task.Delay(Grace, stop);
        await using var offer = new NpgsqlCommand(Offer, connection);
        offer.Parameters.Add(new NpgsqlParameter<int> { TypedValue = runtime.DurabilitySettings.AssignedNodeNumber });
        log.LogWarning("The database is back; {Count} messages of this host are offered anew.", await offer.ExecuteNonQueryAsync(stop));
    }
}
