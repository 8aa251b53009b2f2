using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Verwaltung.Messaging.Store;

/// <summary>Forgets, each hour, the ids of handled messages and the answers that are older than <see cref="MessagingOptions.Memory"/>.</summary>
internal sealed class Memory(NpgsqlDataSource database, MessagingOptions options, TimeProvider clock, ILogger<Memory> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public async Task ForgetAsync(CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        foreach (var sql in new[] { "delete from message_handled where handled_at < $1", "delete from message_answers where answered_at < $1" })
        {
            var forget = new NpgsqlBatchCommand(sql);
            forget.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() - options.Memory });
            batch.BatchCommands.Add(forget);
        }
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(Interval);
        while (await NextAsync(beat, stoppingToken))
        {
            try
            {
                await ForgetAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(failure, "Old answers could not be forgotten; the next try comes within {Interval}.", Interval);
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer beat, CancellationToken stopping)
    {
        try
        {
            return await beat.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
