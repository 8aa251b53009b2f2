using Npgsql;
using Verwaltung.Events;
using Verwaltung.Postgres;

namespace Verwaltung.Webhooks;

/// <summary>A webhook as it is stored; its secret stays sealed.</summary>
internal sealed record WebhookRow(
    [Column("webhook_id")] Guid Id, string Url, byte[] Secret, string[]? Teams, string? ProcedureKey, string[]? Kinds, long Position, DateTimeOffset CreatedAt,
    DateTimeOffset? DisabledAt, string? DisabledWhy)
{
    public bool Wants(string kind) => Kinds is null || Kinds.Contains(kind);
}

/// <summary>One event for one webhook.</summary>
internal sealed record DeliveryRow(
    [Column("delivery_id")] Guid Id, [Column("webhook_id")] Guid Webhook, [Column("event_id")] Guid Event, string Type, string Body, DateTimeOffset CreatedAt,
    DateTimeOffset? DeliveredAt);

/// <summary>One try of a delivery.</summary>
internal sealed record AttemptRow(
    [Column("attempt_id")] Guid Id, [Column("delivery_id")] Guid Delivery, DateTimeOffset At, int? Status, string? Failure, int DurationMs);

/// <summary>Reads webhooks, and keeps the log. Changes go with the commit of who makes them.</summary>
internal sealed class WebhookBook(NpgsqlDataSource source, PersonalKeys personal, IdSource ids)
{
    private static readonly string Webhooks = $"select {Row<WebhookRow>.Columns} from webhooks";
    private static readonly string Deliveries = $"select {Row<DeliveryRow>.Columns} from webhook_deliveries";
    private static readonly string Attempts = $"select {Row<AttemptRow>.Columns} from webhook_attempts";
    private const string Purpose = "webhooks.secret";

    public Task<IReadOnlyList<WebhookRow>> AllAsync(CancellationToken cancellation) =>
        source.ListAsync<WebhookRow>($"{Webhooks} order by webhook_id", cancellation);

    public Task<WebhookRow?> FindAsync(Guid id, CancellationToken cancellation) =>
        source.FindAsync<WebhookRow>($"{Webhooks} where webhook_id = $1", cancellation, id);

    public Task<DeliveryRow?> DeliveryAsync(Guid id, CancellationToken cancellation) =>
        source.FindAsync<DeliveryRow>($"{Deliveries} where delivery_id = $1", cancellation, id);

    public Task<IReadOnlyList<DeliveryRow>> NewestAsync(Guid webhook, int most, CancellationToken cancellation) =>
        source.ListAsync<DeliveryRow>($"{Deliveries} where webhook_id = $1 order by delivery_id desc limit $2", cancellation, webhook, most);

    public Task<IReadOnlyList<Guid>> OpenAsync(Guid webhook, CancellationToken cancellation) => source.ListAsync<Guid>(
        "select delivery_id from webhook_deliveries where webhook_id = $1 and delivered_at is null order by delivery_id", cancellation, webhook);

    public Task<IReadOnlyList<AttemptRow>> AttemptsAsync(IReadOnlyList<Guid> deliveries, CancellationToken cancellation) =>
        source.ListAsync<AttemptRow>($"{Attempts} where delivery_id = any($1) order by attempt_id", cancellation, deliveries.ToArray());

    /// <summary>At once and by itself: a try counts also when what follows from it fails.</summary>
    public Task LogAsync(Guid delivery, Attempt attempt, CancellationToken cancellation) => source.ExecuteAsync(
        $"insert into webhook_attempts ({Row<AttemptRow>.Columns}) values ({Row<AttemptRow>.Places})",
        cancellation, Row<AttemptRow>.Parameters(new(ids.Next(), delivery, attempt.At, attempt.Status, attempt.Failure, attempt.DurationMs)));

    public Task ClearAsync(DateTimeOffset before, CancellationToken cancellation) =>
        source.ExecuteAsync("delete from webhook_deliveries where delivered_at < $1", cancellation, before);

    public Task<byte[]> SealAsync(Guid webhook, byte[] key, CancellationToken cancellation) =>
        personal.EncryptAsync(webhook, webhook, key, Purpose, cancellation);

    public async Task<byte[]> OpenAsync(WebhookRow webhook, CancellationToken cancellation) =>
        await personal.DecryptAsync(webhook.Id, webhook.Id, webhook.Secret, Purpose, cancellation)
            ?? throw new InvalidOperationException($"The secret of webhook {webhook.Id} was destroyed.");
}
