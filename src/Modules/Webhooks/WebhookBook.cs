using Npgsql;
using NpgsqlTypes;
using Verwaltung.Events;

namespace Verwaltung.Webhooks;

/// <summary>A webhook as it is stored; its secret stays sealed.</summary>
internal sealed record WebhookRow(
    Guid Id, string Url, byte[] Secret, string[]? Teams, string? ProcedureKey, string[]? Kinds, long Position, DateTimeOffset CreatedAt,
    DateTimeOffset? DisabledAt, string? DisabledWhy)
{
    public bool Wants(string kind) => Kinds is null || Kinds.Contains(kind);
}

/// <summary>One event for one webhook.</summary>
internal sealed record DeliveryRow(Guid Id, Guid Webhook, Guid Event, string Type, string Body, DateTimeOffset CreatedAt, DateTimeOffset? DeliveredAt);

/// <summary>Reads webhooks, and keeps the log. Changes go with the commit of who makes them.</summary>
internal sealed class WebhookBook(NpgsqlDataSource source, PersonalKeys personal, IdSource ids)
{
    private const string Webhooks =
        "select webhook_id, url, secret, teams, procedure_key, kinds, position, created_at, disabled_at, disabled_why from webhooks";
    private const string Deliveries = "select delivery_id, webhook_id, event_id, type, body, created_at, delivered_at from webhook_deliveries";
    private const string Purpose = "webhooks.secret";

    public Task<List<WebhookRow>> AllAsync(CancellationToken cancellation) => ReadAsync($"{Webhooks} order by webhook_id", Webhook, cancellation);

    public async Task<WebhookRow?> FindAsync(Guid id, CancellationToken cancellation) =>
        (await ReadAsync($"{Webhooks} where webhook_id = $1", Webhook, cancellation, id)).SingleOrDefault();

    public async Task<DeliveryRow?> DeliveryAsync(Guid id, CancellationToken cancellation) =>
        (await ReadAsync($"{Deliveries} where delivery_id = $1", Delivery, cancellation, id)).SingleOrDefault();

    public Task<List<DeliveryRow>> NewestAsync(Guid webhook, int most, CancellationToken cancellation) =>
        ReadAsync($"{Deliveries} where webhook_id = $1 order by delivery_id desc limit $2", Delivery, cancellation, webhook, most);

    public Task<List<Guid>> OpenAsync(Guid webhook, CancellationToken cancellation) =>
        ReadAsync(
            "select delivery_id from webhook_deliveries where webhook_id = $1 and delivered_at is null order by delivery_id", row =>
                row.GetGuid(0), cancellation, webhook);

    public Task<List<(Guid Delivery, Attempt Attempt)>> AttemptsAsync(IReadOnlyList<Guid> deliveries, CancellationToken cancellation) =>
        ReadAsync(
            "select delivery_id, at, status, failure, duration_ms from webhook_attempts where delivery_id = any($1) order by attempt_id",
            row =>
                (
                    row.GetGuid(0), new Attempt(
                        row.GetFieldValue<DateTimeOffset>(1), row.IsDBNull(2)
                            ? null
                            : row.GetInt32(2), row.IsDBNull(3)
                            ? null
                            : row.GetString(3), row.GetInt32(4))),
            cancellation,
            deliveries.ToArray());

    /// <summary>At once and by itself: a try counts also when what follows from it fails.</summary>
    public async Task LogAsync(Guid delivery, Attempt attempt, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            "insert into webhook_attempts (attempt_id, delivery_id, at, status, failure, duration_ms) values ($1, $2, $3, $4, $5, $6)");
        command.Parameters.Add(new() { Value = ids.Next() });
        command.Parameters.Add(new() { Value = delivery });
        command.Parameters.Add(new() { Value = attempt.At });
        command.Parameters.Add(new() { Value = (object?)attempt.Status ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer });
        command.Parameters.Add(new() { Value = (object?)attempt.Failure ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar });
        command.Parameters.Add(new() { Value = attempt.DurationMs });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task ClearAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("delete from webhook_deliveries where delivered_at < $1");
        command.Parameters.Add(new() { Value = before.UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public Task<byte[]> SealAsync(Guid webhook, byte[] key, CancellationToken cancellation) =>
        personal.EncryptAsync(webhook, webhook, key, Purpose, cancellation);

    public async Task<byte[]> OpenAsync(WebhookRow webhook, CancellationToken cancellation) =>
        await personal.DecryptAsync(webhook.Id, webhook.Id, webhook.Secret, Purpose, cancellation)
            ?? throw new InvalidOperationException($"The secret of webhook {webhook.Id} was destroyed.");

    private static WebhookRow Webhook(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetFieldValue<byte[]>(2), row.IsDBNull(3)
            ? null
            : row.GetFieldValue<string[]>(3), row.IsDBNull(4)
            ? null
            : row.GetString(4),
        row.IsDBNull(5) ? null : row.GetFieldValue<string[]>(5), row.GetInt64(6), row.GetFieldValue<DateTimeOffset>(7),
        row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8), row.IsDBNull(9) ? null : row.GetString(9));

    private static DeliveryRow Delivery(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5),
        row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6));

    private async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        var found = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            found.Add(read(reader));
        return found;
    }
}
