using Npgsql;

namespace Verwaltung.Messaging;

/// <summary>A message whose retries are used up. It stays until a person replays or discards it.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Type">Its wire name.</param>
/// <param name="Reason">The last failure: exception type and message.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="At">When it was given up.</param>
/// <param name="CorrelationId">Trace id of the request that it followed from.</param>
public sealed record DeadLetter(Guid Id, string Type, string Reason, int Attempts, DateTimeOffset At, string? CorrelationId);

/// <summary>How many messages there are of each state.</summary>
/// <param name="Ready">To be handled now.</param>
/// <param name="Scheduled">Timers, and failed messages waiting for their next try.</param>
/// <param name="Running">Claimed by a host.</param>
/// <param name="Dead">Given up; see <see cref="DeadLetters"/>.</param>
public sealed record MessageCounts(long Ready, long Scheduled, long Running, long Dead);

/// <summary>What the operator sees of the messages that failed, and can do about them.</summary>
public sealed class DeadLetters(NpgsqlDataSource database, TimeProvider clock)
{
    private const int ListLimit = 1_000;

    /// <summary>The dead letters, newest first, a thousand at most.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand(
            $"select id, type, reason, attempts, dead_at, correlation_id from messages where state = 'dead' order by dead_at desc limit {ListLimit}");
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var letters = new List<DeadLetter>();
        while (await rows.ReadAsync(cancellation))
            letters.Add(new(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetInt32(3),
                rows.GetFieldValue<DateTimeOffset>(4), rows.IsDBNull(5) ? null : rows.GetString(5)));
        return letters;
    }

    /// <summary>Gives the message all its tries again, at once. False when it is no dead letter any more.</summary>
    public async Task<bool> ReplayAsync(Guid id, CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand(
            "update messages set state = 'ready', attempts = 0, due_at = $2, dead_at = null, reason = null where id = $1 and state = 'dead'");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>Deletes the message unhandled. False when it is no dead letter any more.</summary>
    public async Task<bool> DiscardAsync(Guid id, CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand("delete from messages where id = $1 and state = 'dead'");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>How many messages there are of each state.</summary>
    public async Task<MessageCounts> CountAsync(CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand("select state, count(*) from messages group by state");
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var counts = new Dictionary<string, long>();
        while (await rows.ReadAsync(cancellation)) counts[rows.GetString(0)] = rows.GetInt64(1);
        return new(counts.GetValueOrDefault("ready"), counts.GetValueOrDefault("scheduled"), counts.GetValueOrDefault("running"), counts.GetValueOrDefault("dead"));
    }
}
