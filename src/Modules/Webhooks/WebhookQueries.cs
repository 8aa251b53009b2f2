using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Webhooks;

/// <summary>Tells a program of what happens in cases: each change as a CloudEvent 1.0, signed, at least once.</summary>
/// <param name="Teams">Only cases of these teams; null: of all.</param>
/// <param name="ProcedureKey">Only cases of this procedure; null: of all.</param>
/// <param name="Kinds">Only these kinds of change; null: all.</param>
/// <param name="DisabledWhy"><c>operator</c>; <c>gone</c>: the receiver answered 410; <c>failing</c>: the tries of an event were used up. What is not
/// delivered waits.</param>
[ObjectType]
internal sealed record Webhook(
    [property: ID] Guid Id, string Url, IReadOnlyList<string>? Teams, string? ProcedureKey, IReadOnlyList<string>? Kinds, DateTimeOffset CreatedAt,
    DateTimeOffset? DisabledAt, string? DisabledWhy)
{
    public static Webhook Of(WebhookRow row) => new(row.Id, row.Url, row.Teams, row.ProcedureKey, row.Kinds, row.CreatedAt, row.DisabledAt, row.DisabledWhy);
}

/// <summary>An event sent, or to be sent, to a webhook.</summary>
[ObjectType]
internal sealed record WebhookDelivery(
    [property: ID] Guid Id, [property: ID] Guid EventId, string Type, DateTimeOffset CreatedAt, DateTimeOffset? DeliveredAt,
    [property: ListSize(10)] IReadOnlyList<WebhookAttempt> Attempts);

/// <summary>A try to deliver an event.</summary>
/// <param name="Status">HTTP status of the answer; null when none came.</param>
/// <param name="Failure">Why none came.</param>
[ObjectType]
internal sealed record WebhookAttempt(DateTimeOffset At, int? Status, string? Failure, int DurationMs);

[QueryType, Authorize(Roles = RoleNames.Operator)]
internal static class WebhookQueries
{
    [ListSize(10)]
    public static async Task<IReadOnlyList<Webhook>> WebhooksAsync(WebhookBook book, CancellationToken cancellation) =>
        [.. (await book.AllAsync(cancellation)).Select(Webhook.Of)];
}

[ExtendObjectType(typeof(Webhook))]
internal static class WebhookFields
{
    [GraphQLDescription("Events that were not delivered yet; at most a hundred wait at a time, the rest stays in the feed.")]
    public static async Task<int> WaitingAsync([Parent] Webhook webhook, WebhookBook book, CancellationToken cancellation) =>
        (await book.OpenAsync(webhook.Id, cancellation)).Count;

    [ListSize(20), GraphQLDescription("The log: the twenty newest events with their tries, newest first. What was delivered is kept for thirty days.")]
    public static async Task<IReadOnlyList<WebhookDelivery>> DeliveriesAsync([Parent] Webhook webhook, WebhookBook book, CancellationToken cancellation)
    {
        var newest = await book.NewestAsync(webhook.Id, 20, cancellation);
        var attempts = (await book.AttemptsAsync([.. newest.Select(delivery => delivery.Id)], cancellation)).ToLookup(one => one.Delivery);
        return [.. newest.Select(delivery => new WebhookDelivery(
            delivery.Id, delivery.Event, delivery.Type, delivery.CreatedAt, delivery.DeliveredAt,
            [.. attempts[delivery.Id].Select(attempt => new WebhookAttempt(attempt.At, attempt.Status, attempt.Failure, attempt.DurationMs))]))];
    }
}

/// <summary>A webhook or delivery that was changed.</summary>
[ObjectType]
internal sealed record ChangedWebhook([property: ID] Guid Id);

[MutationType, Authorize(Roles = RoleNames.Operator)]
internal static class WebhookMutations
{
    [GraphQLDescription("Begins to tell an address of what happens in cases from now on, or from the beginning. The answer shows the secret, once.")]
    [Error(typeof(WebhookAddressInvalid)), Error(typeof(WebhookNotSecure)), Error(typeof(WebhookNotPublic))]
    public static async Task<Outcome<CreatedWebhook>> CreateWebhookAsync(
        [ID] Guid id, string url, IRunner runner, WebhookSettings settings, CancellationToken cancellation,
        IReadOnlyList<string>? teams = null, string? procedureKey = null, IReadOnlyList<string>? kinds = null, bool fromBeginning = false) =>
        WebhookAddress.Refuse(url, settings.AllowsPrivate) is { } refusal
            ? refusal
            : await runner.InvokeAsync<CreatedWebhook>(
                new CreateWebhook(id, url, Given(teams), procedureKey, Given(kinds), fromBeginning), cancellation: cancellation);

    [GraphQLDescription("Stops or goes on telling. What happened while a webhook was disabled is told when it is enabled.")]
    [Error(typeof(WebhookNotFound))]
    public static Task<Outcome<ChangedWebhook>> SwitchWebhookAsync(
        [ID] Guid webhookId, bool isOn, IRunner runner, CancellationToken cancellation) =>
        runner.InvokeAsync(new SwitchWebhook(webhookId, isOn), cancellation: cancellation);

    [GraphQLDescription("Deletes a webhook with its log.")]
    [Error(typeof(WebhookNotFound))]
    public static Task<Outcome<ChangedWebhook>> DeleteWebhookAsync([ID] Guid webhookId, IRunner runner, CancellationToken cancellation) =>
        runner.InvokeAsync(new DeleteWebhook(webhookId), cancellation: cancellation);

    [GraphQLDescription("Sends an event once more, under the same id.")]
    [Error(typeof(WebhookNotFound))]
    public static Task<Outcome<ChangedWebhook>> ResendDeliveryAsync([ID] Guid deliveryId, IRunner runner, CancellationToken cancellation) =>
        runner.InvokeAsync(new ResendDelivery(deliveryId), cancellation: cancellation);

    private static string[]? Given(IReadOnlyList<string>? texts) => texts is { Count: > 0 } ? [.. texts] : null;
}
