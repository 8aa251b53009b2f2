using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>Reads streams and folds them into aggregates.</summary>
internal sealed class AggregateLoader(Database database, EventReader reader, AggregateCache cache)
{
    /// <summary>The newest state, read from the cached version on.</summary>
    public async Task<AggregateAt> LoadAsync(Type aggregate, Guid stream, CancellationToken cancel)
    {
        var epoch = cache.Epoch;
        var known = cache.Get(aggregate, stream);
        var tail = await ReadAsync(stream, known.Version, cancel);
        if (tail.Count == 0) return known;
        var state = AggregateFold.Of(aggregate).Over(known.Aggregate, tail);
        var loaded = new AggregateAt(state, tail[^1].Version, tail[^1].Timestamp);
        cache.Put(aggregate, stream, loaded, epoch);
        return loaded;
    }

    /// <summary>What it was at a version or an instant.</summary>
    public async Task<object?> LoadPastAsync(Type aggregate, Guid stream, long version, DateTimeOffset? timestamp, CancellationToken cancel)
    {
        var events = await ReadAsync(stream, 0, cancel, version == 0 ? long.MaxValue : version, timestamp);
        return AggregateFold.Of(aggregate).Over(null, events);
    }

    /// <summary>The events after <paramref name="after"/>, in order.</summary>
    public async Task<IReadOnlyList<StoredEvent>> ReadAsync(Guid stream, long after, CancellationToken cancel, long upTo = long.MaxValue, DateTimeOffset? until = null)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        var sql = $"{EventReader.Select} where e.stream_id = $1 and e.version > $2 and e.version <= $3{(until is null ? "" : " and e.timestamp <= $4")} order by e.version";
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { Sql.Of(stream), Sql.Of(after), Sql.Of(upTo) } };
        if (until is { } instant) command.Parameters.Add(Sql.Of(instant));
        return await reader.ReadAsync(command, cancel);
    }
}
