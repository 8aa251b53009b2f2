using System.Collections.Immutable;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Wolverine;

namespace Verwaltung.Webhooks;

/// <summary>Takes the next page of changes for one webhook: deliveries, their messages and the new position are one commit.</summary>
internal sealed record TakeChanges(Guid Webhook) : IAsk<ChangesTaken>;

/// <param name="IsMore">Whether to take on at once.</param>
internal sealed record ChangesTaken(bool IsMore);

internal static class TakeChangesHandler
{
    /// <summary>A receiver that is down keeps only its own feed waiting: no more than this is put into the queue for it.</summary>
    public const int MostOpen = 100;

    private const string Insert = """
        insert into webhook_deliveries (delivery_id, webhook_id, event_id, type, body, created_at) values ($1, $2, $3, $4, $5, $6)
        """;

    public static async Task<(ChangesTaken, OutgoingMessages)> HandleAsync(
        TakeChanges command, IDocumentSession session, WebhookBook book, WebhookSettings settings, IRunner runner, IdSource ids, TimeProvider time,
        CancellationToken cancellation)
    {
        var messages = new OutgoingMessages();
        if (await book.FindAsync(command.Webhook, cancellation) is not { DisabledAt: null } webhook
            || MostOpen - (await book.OpenAsync(webhook.Id, cancellation)).Count is not (> 0 and var room))
            return (new(false), messages);

        var read = await runner.InvokeAsync<CaseChangesRead>(
            new ReadCaseChanges(webhook.Position, room, webhook.Teams?.ToImmutableArray(), webhook.ProcedureKey), cancellation: cancellation);
        if (read.Position <= webhook.Position)
            return (new(false), messages);

        foreach (var change in read.Changes.Where(change => webhook.Wants(change.Kind)))
        {
            var (id, told) = (ids.Next(), CloudEvent.Of(change, settings.Source));
            session.Enlist(Commands.Of(Insert, id, webhook.Id, change.Id, told.Type, told.Write(), time.GetUtcNow()));
            messages.Add(new DeliverWebhook(id, webhook.Id));
        }

        session.Enlist(Commands.Of("update webhooks set position = greatest(position, $2) where webhook_id = $1", webhook.Id, read.Position));
        return (new(read.HasMore), messages);
    }
}
