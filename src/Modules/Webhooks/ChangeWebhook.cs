using Marten;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Outcomes;
using Wolverine;

namespace Verwaltung.Webhooks;

internal sealed record SwitchWebhook(Guid Id, bool IsOn) : IAsk<Outcome<ChangedWebhook>>;

internal sealed record DeleteWebhook(Guid Id) : IAsk<Outcome<ChangedWebhook>>;

/// <summary>Sends an event once more, whether it was delivered or not.</summary>
internal sealed record ResendDelivery(Guid Delivery) : IAsk<Outcome<ChangedWebhook>>;

internal static class ChangeWebhookHandler
{
    public static async Task<(Outcome<ChangedWebhook>, OutgoingMessages)> HandleAsync(
        SwitchWebhook command, IDocumentSession session, WebhookBook book, TimeProvider time, CancellationToken cancellation)
    {
        var messages = new OutgoingMessages();
        if (await book.FindAsync(command.Id, cancellation) is not { } webhook)
            return (new WebhookNotFound(), messages);
        if (command.IsOn == webhook.DisabledAt is null)
            return (new ChangedWebhook(webhook.Id), messages);

        session.Enlist(command.IsOn
            ? Commands.Of("update webhooks set disabled_at = null, disabled_why = null where webhook_id = $1", webhook.Id)
            : Commands.Of("update webhooks set disabled_at = $2, disabled_why = 'operator' where webhook_id = $1", webhook.Id, time.GetUtcNow()));
        if (command.IsOn)
            messages.AddRange((await book.OpenAsync(webhook.Id, cancellation)).Select(delivery => new DeliverWebhook(delivery, webhook.Id)));
        return (new ChangedWebhook(webhook.Id), messages);
    }

    public static async Task<Outcome<ChangedWebhook>> HandleAsync(
        DeleteWebhook command, IDocumentSession session, WebhookBook book, CancellationToken cancellation)
    {
        if (await book.FindAsync(command.Id, cancellation) is null)
            return new WebhookNotFound();
        session.Enlist(Commands.Of("delete from webhooks where webhook_id = $1", command.Id));
        return new ChangedWebhook(command.Id);
    }

    public static async Task<(Outcome<ChangedWebhook>, OutgoingMessages)> HandleAsync(
        ResendDelivery command, IDocumentSession session, WebhookBook book, CancellationToken cancellation)
    {
        if (await book.DeliveryAsync(command.Delivery, cancellation) is not { } delivery)
            return (new WebhookNotFound(), []);
        session.Enlist(Commands.Of("update webhook_deliveries set delivered_at = null where delivery_id = $1", delivery.Id));
        return (new ChangedWebhook(delivery.Id), [new DeliverWebhook(delivery.Id, delivery.Webhook)]);
    }
}
