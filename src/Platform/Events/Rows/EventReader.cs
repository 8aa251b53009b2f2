using System.Text.Json;
using JasperFx.Events;
using Npgsql;

namespace Verwaltung.Events;

/// <summary>Rows of <c>mt_events</c> to events for those who read all of them: keys are looked up once for many rows, which Marten cannot.</summary>
internal sealed class EventReader(ProtectingSerializer serializer, PersonalKeys keys)
{
    /// <summary>What folding needs.</summary>
    public const string Select = "select e.seq_id, e.id, e.stream_id, e.version, e.data, e.type, e.timestamp from mt_events e";

    /// <summary>The same with what stands in the headers.</summary>
    public const string SelectWhole = "select e.seq_id, e.id, e.stream_id, e.version, e.data, e.type, e.timestamp, e.headers from mt_events e";

    private static readonly IReadOnlyDictionary<Guid, PersonalKey> NoKeys = new Dictionary<Guid, PersonalKey>();
    private Headers? _headers;

    public async Task<IReadOnlyList<IEvent>> ReadAsync(NpgsqlCommand command, CancellationToken cancel)
    {
        var rows = new List<Row>();
        await using (var reader = await command.ExecuteReaderAsync(cancel))
            while (await reader.ReadAsync(cancel)) rows.Add(RowOf(reader));
        return await DecodeAsync(rows, cancel);
    }

    public async Task<IReadOnlyList<IEvent>> DecodeAsync(List<Row> rows, CancellationToken cancel)
    {
        if (rows.Count == 0) return [];
        var ids = rows.Where(row => Envelope.MayBeIn(row.Data)).SelectMany(row => Envelope.KeysIn(row.Data)).ToHashSet();
        var found = ids.Count == 0 ? NoKeys : await keys.WithIdsAsync(ids, cancel);
        return rows.ConvertAll<IEvent>(row => Decode(row, found));
    }

    public static Row RowOf(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetGuid(1),
        reader.GetGuid(2),
        reader.GetInt64(3),
        reader.GetFieldValue<byte[]>(4),
        reader.GetString(5),
        new DateTimeOffset(reader.GetDateTime(6)),
        reader.FieldCount < 8 || reader.IsDBNull(7) ? null : reader.GetFieldValue<byte[]>(7));

    private Event<object> Decode(Row row, IReadOnlyDictionary<Guid, PersonalKey> found) =>
        new Event<object>(serializer.Open(row.Data, row.Id, row.Type, found))
        {
            Id = row.Id,
            Sequence = row.Sequence,
            StreamId = row.Stream,
            Version = row.Version,
            Timestamp = row.At,
            EventTypeName = row.Type,
            Headers = row.Headers is null ? null : HeadersOf(row.Headers),
        };

    // Events that stand together mostly have one commit's headers.
    private Dictionary<string, object> HeadersOf(byte[] json)
    {
        if (_headers is { } last && json.AsSpan().SequenceEqual(last.Json)) return last.Values;
        var values = JsonSerializer.Deserialize<Dictionary<string, object>>(json)!;
        _headers = new(json, values);
        return values;
    }

    private sealed record Headers(byte[] Json, Dictionary<string, object> Values);

    /// <summary>A row as it lies in the database.</summary>
    internal sealed record Row(long Sequence, Guid Id, Guid Stream, long Version, byte[] Data, string Type, DateTimeOffset At, byte[]? Headers);
}
