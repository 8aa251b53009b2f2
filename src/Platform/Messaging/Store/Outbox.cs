using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using Verwaltung.Events;

namespace Verwaltung.Messaging.Store;

/// <summary>Writes what a run sends into the run's commit, in one statement however many messages there are.</summary>
internal sealed class Outbox(MessageJson json, IdSource ids, TimeProvider clock)
{
    private const string Insert = """
        insert into messages (id, type, body, state, lane, due_at, correlation_id, causation_id, trace_parent, created_at)
        select id, type, body, case when due_at > $6 then 'scheduled' else 'ready' end, lane, due_at, $7, $8, $9, $6
        from unnest($1, $2, $3, $4, $5) as sent (id, type, body, lane, due_at)
        """;

    public void Enlist(HandlerRun run)
    {
        if (run.Outgoing is not { Count: > 0 } outgoing) return;
        var now = clock.GetUtcNow();
        var sent = outgoing.Select(message => (Id: ids.Next(), message)).ToArray();
        var command = new NpgsqlBatchCommand(Insert);
        command.Parameters
            .With(Array.ConvertAll(sent, one => one.Id))
            .With(Array.ConvertAll(sent, one => one.message.Type))
            .WithNullable(Array.ConvertAll(sent, one => json.Write(one.message.Message)), NpgsqlDbType.Array | NpgsqlDbType.Jsonb)
            .With(Array.ConvertAll(sent, one => Lane(one.message.Message, one.Id)))
            .With(Array.ConvertAll(sent, one => (one.message.At ?? now).ToUniversalTime()))
            .With(now)
            .WithText(run.Envelope.CorrelationId)
            .WithText(run.Envelope.Id.ToString())
            .WithText(Activity.Current?.Id);
        run.Session.Enlist(command);
    }

    /// <summary>
    /// The lane of a partition: the random end of its UUIDv7. Lanes must be spread evenly over the numbers, because a host walks
    /// round them, and new ones that always came last would keep it from ever beginning again.
    /// </summary>
    internal static int Lane(object message, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        ((message as IPartitioned)?.PartitionId ?? id).TryWriteBytes(bytes);
        return BitConverter.ToInt32(bytes[12..]);
    }
}
