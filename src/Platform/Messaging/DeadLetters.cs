using Npgsql;
using Verwaltung.Messaging.Store;
using Wolverine.Persistence.Durability;
using Wolverine.Persistence.Durability.DeadLetterManagement;
using Wolverine.Runtime.Serialization;

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
public sealed class DeadLetters
{
    private const string ListLimit = "1000";
    private const string Table = $"{MessagingSchema.Name}.wolverine_dead_letters";

    private const string List = $"""
        select id, message_type, exception_type, exception_message, coalesce(failed_at, sent_at), body from {Table}
        where not replayable order by failed_at desc nulls last, id desc limit {ListLimit}
        """;

    private const string Count = $"""
        select case when status = 'Scheduled' then 'scheduled' when owner_id = 0 then 'ready' else 'running' end as state, count(*)
        from {MessagingSchema.Name}.wolverine_incoming_envelopes where status <> 'Handled' group by state
        union all select case when replayable then 'ready' else 'dead' end, count(*) from {Table} group by replayable
        """;

    private readonly NpgsqlDataSource database;
    private readonly IMessageStore store;
    private readonly Fence fence;

    internal DeadLetters(NpgsqlDataSource database, IMessageStore store, Fence fence) => (this.database, this.store, this.fence) = (database, store, fence);

    /// <summary>The dead letters, newest first, a thousand at most.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand(List);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var letters = new List<DeadLetter>();
        while (await rows.ReadAsync(cancellation)) letters.Add(Read(rows));
        return letters;
    }

    /// <summary>Gives the message all its tries again, at once. False when it is no dead letter any more.</summary>
    public async Task<bool> ReplayAsync(Guid id, CancellationToken cancellation = default)
    {
        if (!await IsDeadAsync(id, cancellation)) return false;
        await fence.OpenFarewellAsync(id, cancellation);
        await store.DeadLetters.ReplayAsync(new DeadLetterEnvelopeQuery { MessageIds = [id] }, cancellation);
        return true;
    }

    /// <summary>Deletes the message unhandled. False when it is no dead letter any more.</summary>
    public async Task<bool> DiscardAsync(Guid id, CancellationToken cancellation = default)
    {
        if (!await IsDeadAsync(id, cancellation)) return false;
        await store.DeadLetters.DiscardAsync(new DeadLetterEnvelopeQuery { MessageIds = [id] }, cancellation);
        return true;
    }

    /// <summary>How many messages there are of each state.</summary>
    public async Task<MessageCounts> CountAsync(CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand(Count);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var counts = new Dictionary<string, long>();
        while (await rows.ReadAsync(cancellation)) counts[rows.GetString(0)] = counts.GetValueOrDefault(rows.GetString(0)) + rows.GetInt64(1);
        long Of(string state) => counts.GetValueOrDefault(state);
        return new(Of("ready"), Of("scheduled"), Of("running"), Of("dead"));
    }

    private async Task<bool> IsDeadAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select exists (select from {Table} where id = $1 and not replayable)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static DeadLetter Read(NpgsqlDataReader row)
    {
        var body = row.GetFieldValue<byte[]>(5);
        var envelope = body.Length > 0 ? EnvelopeSerializer.Deserialize(body) : new();
        var exception = row.IsDBNull(2) ? "" : row.GetString(2).Split('.')[^1];
        var text = row.IsDBNull(3) ? "" : row.GetString(3);
        return new(row.GetGuid(0), row.GetString(1), exception == nameof(Durable.NotHandledException) ? text : $"{exception}: {text}",
            envelope.Attempts, row.GetFieldValue<DateTimeOffset>(4), envelope.CorrelationId);
    }
}
