using Marten;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Wolverine.Attributes;

namespace Verwaltung.Webhooks;

/// <summary>Sends one event to its webhook. Deliveries of one webhook share a lane, so that one slow receiver does not take every hand.</summary>
[MessageIdentity("webhooks.deliver")]
internal sealed record DeliverWebhook(Guid Delivery, Guid Webhook);

/// <summary>All tries of a delivery are used up.</summary>
[MessageIdentity("webhooks.give_up")]
internal sealed record GiveUpDelivery(Guid Webhook);

/// <summary>The receiver did not take the event; it is tried again.</summary>
internal sealed class NotDeliveredException(string message) : Exception(message);

internal static class DeliverWebhookHandler
{
    private const string Disable = "update webhooks set disabled_at = $2, disabled_why = $3 where webhook_id = $1 and disabled_at is null";

    /// <summary>Some ten hours: over a night's maintenance.</summary>
    public static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(5),
    ];

    /// <summary>What is not delivered waits while the webhook is disabled, and is sent when it is enabled again.</summary>
    public static async Task HandleAsync(
        DeliverWebhook message, IDocumentSession session, WebhookBook book, WebhookSender sender, CancellationToken cancellation)
    {
        if (await book.FindAsync(message.Webhook, cancellation) is not { DisabledAt: null } webhook
            || await book.DeliveryAsync(message.Delivery, cancellation) is not { DeliveredAt: null } delivery)
            return;

        var attempt = await sender.SendAsync(webhook.Url, await book.OpenAsync(webhook, cancellation), delivery.Event.ToString(), delivery.Body, cancellation);
        await book.LogAsync(delivery.Id, attempt, cancellation);
        if (attempt.IsDelivered)
            session.Enlist(Commands.Of("update webhook_deliveries set delivered_at = $2 where delivery_id = $1", delivery.Id, attempt.At));
        else if (attempt.IsGone)
            session.Enlist(Commands.Of(Disable, webhook.Id, attempt.At, "gone"));
        else
            throw new NotDeliveredException($"{new Uri(webhook.Url).Host} answered {attempt.Outcome}.");
    }

    public static void Handle(GiveUpDelivery message, IDocumentSession session, TimeProvider time) =>
        session.Enlist(Commands.Of(Disable, message.Webhook, time.GetUtcNow(), "failing"));
}
