using System.Text.Json;
using Npgsql;

namespace Verwaltung.Events;

/// <summary>Rows of <c>mt_events</c> to events. Keys are looked up once per batch of rows.</summary>
internal sealed class EventReader(EventSerializer serializer, PersonalKeys keys)
{
    public const string Select =
        "select e.seq_id, e.id, e.stream_id, e.version, e.data, e.type, e.timestamp, e.correlation_id, e.causation_id, e.headers from mt_events e";

    /// <summary>The same of archived events.</summary>
    public static readonly string Archived = Select.Replace(" mt_events e", " event_archive e", StringComparison.Ordinal);

    /// <summary>The same of both.</summary>
    public static readonly string All = Select.Replace(" mt_events e", " all_events e", StringComparison.Ordinal);

    private static readonly IReadOnlyDictionary<Guid, PersonalKey> NoKeys = new Dictionary<Guid, PersonalKey>();
    private static readonly IReadOnlyDictionary<string, string> NoHeaders = new Dictionary<string, string>();
    private Headers? _headers;

    public async Task<IReadOnlyList<StoredEvent>> ReadAsync(NpgsqlCommand command, CancellationToken cancel)
    {
        var rows = new List<Row>();
        await using (var reader = await command.ExecuteReaderAsync(cancel))
            while (await reader.ReadAsync(cancel)) rows.Add(RowOf(reader));
        return await DecodeAsync(rows, cancel);
    }

    public async Task<IReadOnlyList<StoredEvent>> DecodeAsync(List<Row> rows, CancellationToken cancel)
    {
        if (rows.Count == 0) return [];
        var ids = rows.Where(row => Envelope.MayBeIn(row.Data)).SelectMany(row => Envelope.KeysIn(row.Data)).ToHashSet();
        var found = ids.Count == 0 ? NoKeys : await keys.WithIdsAsync(ids, cancel);
        return rows.ConvertAll(row => Decode(row, found));
    }

    public StoredEvent Decode(Row row, IReadOnlyDictionary<Guid, PersonalKey> found) => new(
        row.Id,
        row.Sequence,
        row.Stream,
        row.Version,
        serializer.Deserialize(row.Data, row.Id, row.Type, found),
        row.Type,
        row.At,
        row.CorrelationId,
        row.CausationId,
        row.Headers is null ? NoHeaders : HeadersOf(row.Headers));

    public static Row RowOf(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetGuid(1),
        reader.GetGuid(2),
        reader.GetInt64(3),
        reader.GetFieldValue<byte[]>(4),
        reader.GetString(5),
        new DateTimeOffset(reader.GetDateTime(6)),
        reader.IsDBNull(7) ? null : reader.GetString(7),
        reader.IsDBNull(8) ? null : reader.GetString(8),
        reader.IsDBNull(9) ? null : reader.GetFieldValue<byte[]>(9));

    // Events that stand together mostly have one commit's headers.
    private IReadOnlyDictionary<string, string> HeadersOf(byte[] json)
    {
        if (_headers is { } last && json.AsSpan().SequenceEqual(last.Json)) return last.Values;
        var values = JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
        _headers = new(json, values);
        return values;
    }

    private sealed record Headers(byte[] Json, IReadOnlyDictionary<string, string> Values);

    /// <summary>A row as it lies in the database.</summary>
    internal sealed record Row(
        long Sequence, Guid Id, Guid Stream, long Version, byte[] Data, string Type, DateTimeOffset At, string? CorrelationId, string? CausationId, byte[]? Headers);
}
