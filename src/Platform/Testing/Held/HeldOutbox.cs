using System.Text.Json;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Messaging.Handlers;
using Verwaltung.Messaging.Store;
using Wolverine;
using Wolverine.RDBMS;
using Wolverine.Runtime.Serialization;

namespace Verwaltung.Testing.Held;

/// <summary>Writes the rows that Wolverine would write, in the run's commit, and hands them to nobody: due by the test's clock, not the machine's.</summary>
internal sealed class HeldOutbox(MessageJson json, IdSource ids, TimeProvider clock) : IOutbox
{
    internal const string Incoming = $"{MessagingSchema.Name}.{DatabaseConstants.IncomingTable}";

    public Task EnlistAsync(HandlerRun run)
    {
        var now = clock.GetUtcNow();
        foreach (var (message, at) in run.Outgoing)
        {
            var envelope = Envelope(run, message);
            run.Session.QueueSqlCommand(
                $"insert into {Incoming} (body, id, status, owner_id, execution_time, attempts, message_type, received_at) values (?, ?, ?, 0, ?, 0, ?, ?)",
                EnvelopeSerializer.Serialize(envelope), envelope.Id, (at > now ? EnvelopeStatus.Scheduled : EnvelopeStatus.Incoming).ToString(),
                (at ?? now).ToUniversalTime(), envelope.MessageType!, envelope.Destination!.ToString());
        }
        return Task.CompletedTask;
    }

    private Envelope Envelope(HandlerRun run, object message)
    {
        var name = HandlerMap.NameOf(message.GetType());
        var envelope = new Envelope
        {
            Id = ids.Next(),
            MessageType = name,
            ContentType = "application/json",
            CorrelationId = run.Envelope.CorrelationId,
            Destination = new Uri($"local://{name}/"),
            Data = JsonSerializer.SerializeToUtf8Bytes(message, message.GetType(), json.Options),
        };
        envelope.Headers["causation-id"] = run.Envelope.Id.ToString();
        return envelope;
    }
}
