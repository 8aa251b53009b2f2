using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Postgres;

namespace Verwaltung.Webhooks;

/// <summary>Follows the feed of changes for all webhooks. One host does it at a time: the one whose connection holds the lock.</summary>
internal sealed class FollowCases(
    Database database, CommitSignal signal, WebhookBook book, WebhookSettings settings, IRunner runner, TimeProvider time, ILogger<FollowCases> log)
    : BackgroundService
{
    private const long Lock = 0x776562686f6f6b; // "webhook"
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ClearEvery = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "The changes of cases could not be followed for webhooks; the next try comes within {Look}", Look);
                await Task.Delay(Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenOwnConnectionAsync(stop);
        while (await OwnAsync(connection, stop) is not true) await Task.Delay(Look, stop);
        var cleared = DateTimeOffset.MinValue;
        while (true)
        {
            var next = signal.Next;
            await AskAsync(connection, "select 1", stop); // fails when the connection, and the lock with it, is lost
            foreach (var webhook in await book.AllAsync(stop))
                while (webhook.DisabledAt is null && (await runner.InvokeAsync<ChangesTaken>(new TakeChanges(webhook.Id), cancellation: stop)).IsMore)
                    stop.ThrowIfCancellationRequested();
            if (time.GetUtcNow() - cleared > ClearEvery)
                await book.ClearAsync((cleared = time.GetUtcNow()) - settings.LogDays, stop);
            await Task.Delay(Breath, stop);
            await CommitSignal.WaitAsync(next, Look, stop);
        }
    }

    // A session lock: it goes with the connection.
    private static Task<object?> OwnAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        AskAsync(connection, $"select pg_try_advisory_lock({Lock})", cancellation);

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation);
    }
}
