using System.Text.Json;
using Npgsql;

namespace Verwaltung.Events;

/// <summary>
/// Builds the one batch of a commit: streams, events, rows, then what was enlisted. It runs without BEGIN: a batch is one
/// implicit transaction, and the round trips saved are a third of the rate. The unique index on stream and version is the version check.
/// </summary>
internal sealed class EventCommit(EventStore store, EventSession session)
{
    private const string Start = "insert into mt_streams (id, type, version, timestamp, created, tenant_id) values ($1, $2, $3, $4, $4, '*DEFAULT*')";
    private const string Advance = "update mt_streams set version = $2, timestamp = $3 where id = $1";

    private const string Insert = """
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers)
        values (nextval('mt_events_sequence'), $1, $2, $3, $4, $5, $6, '*DEFAULT*', $7, $8, $9, $10)
        """;

    private readonly DateTimeOffset _now = Microseconds(store.Time.GetUtcNow());
    private readonly byte[]? _headers = session.Headers.Count == 0 ? null : JsonSerializer.SerializeToUtf8Bytes(session.Headers);
    private readonly List<NpgsqlBatchCommand> _streams = [];
    private readonly List<NpgsqlBatchCommand> _events = [];
    private readonly List<NpgsqlBatchCommand> _rows = [];
    private readonly List<(Guid Person, Guid Scope, PersonalKey Key)> _newKeys = [];

    public IEnumerable<NpgsqlBatchCommand> Commands => [.. _streams, .. _newKeys.Select(k => store.Keys.InsertOf(k.Person, k.Scope, k.Key)), .. _events, .. _rows];

    /// <summary>Adds a change whose <see cref="StreamChange.Expected"/> version is known.</summary>
    public async Task AddAsync(StreamChange change, CancellationToken cancel)
    {
        var before = change.Expected!.Value;
        var key = await KeyAsync(change, cancel);
        _streams.Add(before == 0
            ? Sql.Command(Start, Sql.Of(change.Id), Sql.Of(TypeName(change)), Sql.Of((long)change.Events.Count), Sql.Of(_now))
            : Sql.Command(Advance, Sql.Of(change.Id), Sql.Of(before + change.Events.Count), Sql.Of(_now)));

        var rows = new List<EventReader.Row>(change.Events.Count);
        foreach (var data in change.Events)
        {
            var (id, type) = (store.Ids.Next(), store.Options.NameOf(data.GetType()));
            if (store.Serializer.Serialize(data, id, type, key) is not { } json)
            {
                key = await OwnerAsync(change, cancel);
                json = store.Serializer.Serialize(data, id, type, key)!;
            }

            var row = new EventReader.Row(0, id, change.Id, before + rows.Count + 1, json, type, _now, session.CorrelationId, session.CausationId, _headers);
            rows.Add(row);
            _events.Add(InsertOf(row, data.GetType()));
        }

        Project(change, rows, key);
    }

    private static NpgsqlBatchCommand InsertOf(EventReader.Row row, Type type) => Sql.Command(
        Insert,
        Sql.Of(row.Id),
        Sql.Of(row.Stream),
        Sql.Of(row.Version),
        Sql.Json(row.Data),
        Sql.Of(row.Type),
        Sql.Of(row.At),
        Sql.Of(EventOptions.DotNetName(type)),
        Sql.Of(row.CorrelationId),
        Sql.Of(row.CausationId),
        Sql.Json(row.Headers));

    private string? TypeName(StreamChange change) => change.AggregateType is { } type ? store.Options.AggregateNameOf(type) : null;

    // The rows are made from what was serialised, not from the objects at hand: so a rebuild, which reads, makes the same.
    private void Project(StreamChange change, List<EventReader.Row> rows, PersonalKey? key)
    {
        if (change.AggregateType is not { } type || store.Inline(type) is not { Count: > 0 } projections) return;
        var keys = new Dictionary<Guid, PersonalKey>();
        if (key is not null) keys[key.Id] = key;
        var before = change.Before ?? AggregateAt.Nothing;
        var state = AggregateFold.Of(type).Over(before.Aggregate, rows.Select(row => store.Reader.Decode(row, keys)));
        var after = new AggregateAt(state, rows[^1].Version, _now);
        _rows.AddRange(projections.SelectMany(projection => projection.Changes(change.Id, before, after)));
    }

    private async Task<PersonalKey?> KeyAsync(StreamChange change, CancellationToken cancel)
    {
        if (change.Person is not { } person) return null;
        if (await store.Keys.FindAsync(person, change.Id, cancel) is { } found) return found;
        var made = store.Keys.New();
        _newKeys.Add((person, change.Id, made));
        return made;
    }

    private async Task<PersonalKey> OwnerAsync(StreamChange change, CancellationToken cancel) =>
        await store.Keys.OfScopeAsync(change.Id, cancel)
        ?? throw new InvalidOperationException($"Expected stream {change.Id} to be protected (session.Protect), because an event appended to it holds personal data.");

    // PostgreSQL keeps microseconds; what is returned must equal what is read again.
    private static DateTimeOffset Microseconds(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
