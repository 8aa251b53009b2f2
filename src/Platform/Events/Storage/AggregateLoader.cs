using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>Reads streams and folds them into aggregates: from what the cache has, else from a snapshot, else from the beginning.</summary>
internal sealed class AggregateLoader(Database database, EventReader reader, AggregateCache cache, SnapshotStore snapshots)
{
    /// <summary>The newest state, read from the cached version on.</summary>
    public async Task<AggregateAt> LoadAsync(Type aggregate, Guid stream, CancellationToken cancel)
    {
        var epoch = cache.Epoch;
        var known = cache.Get(aggregate, stream);
        var every = snapshots.Every(aggregate);
        var (basis, tail, isDamaged) = known.Version > 0 || every is null
            ? (known, await ReadAsync(stream, known.Version, cancel), false)
            : await ReadColdAsync(aggregate, stream, cancel);
        if (ReferenceEquals(basis, known) && tail.Count == 0) return known;

        var loaded = tail.Count == 0 ? basis : basis with { Aggregate = AggregateFold.Of(aggregate).Over(basis.Aggregate, tail), Version = tail[^1].Version, At = tail[^1].Timestamp };
        if (loaded.Version - loaded.Snapshot >= every)
        {
            await snapshots.KeepAsync(aggregate, stream, loaded, isDamaged, cancel);
            loaded = loaded with { Snapshot = loaded.Version };
        }

        cache.Put(aggregate, stream, loaded, epoch);
        return loaded;
    }

    /// <summary>What it was at a version or an instant.</summary>
    public async Task<object?> LoadPastAsync(Type aggregate, Guid stream, long version, DateTimeOffset? timestamp, CancellationToken cancel)
    {
        var events = await ReadAsync(stream, 0, cancel, version == 0 ? long.MaxValue : version, timestamp);
        return AggregateFold.Of(aggregate).Over(null, events);
    }

    /// <summary>The events after <paramref name="after"/>, in order. The newest of a stream is never archived: where it follows at once, or nothing does, there is no more.</summary>
    public async Task<IReadOnlyList<StoredEvent>> ReadAsync(Guid stream, long after, CancellationToken cancel, long upTo = long.MaxValue, DateTimeOffset? until = null, string[]? without = null)
    {
        var hot = await ReadAsync(EventReader.Select, stream, after, upTo, until, without, cancel);
        var isAll = hot is [{ } first, ..] ? first.Version == Math.Max(after, 0) + 1 : upTo == long.MaxValue && until is null && without is null;
        return isAll ? hot : [.. await ReadAsync(EventReader.Archived, stream, after, hot is [{ } known, ..] ? known.Version - 1 : upTo, until, without, cancel), .. hot];
    }

    private async Task<IReadOnlyList<StoredEvent>> ReadAsync(string select, Guid stream, long after, long upTo, DateTimeOffset? until, string[]? without, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        var narrower = until is not null ? " and e.timestamp <= $4" : without is not null ? " and e.type <> all($4)" : "";
        var sql = $"{select} where e.stream_id = $1 and e.version > $2 and e.version <= $3{narrower} order by e.version";
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { Sql.Of(stream), Sql.Of(after), Sql.Of(upTo) } };
        if (until is { } instant) command.Parameters.Add(Sql.Of(instant));
        else if (without is not null) command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = without });
        return await reader.ReadAsync(command, cancel);
    }

    // Events first: a snapshot that comes in between is newer than they need, never older. One that goes leaves a gap, which is seen.
    private async Task<(AggregateAt Basis, IReadOnlyList<StoredEvent> Tail, bool IsDamaged)> ReadColdAsync(Type aggregate, Guid stream, CancellationToken cancel)
    {
        var (rows, found) = await ReadBothAsync(aggregate, stream, cancel);
        var basis = found is null ? null : await snapshots.OpenAsync(aggregate, stream, found, cancel);
        rows.RemoveAll(row => row.Version <= (basis?.Version ?? 0));
        var fits = found is not null ? basis is not null && (rows.Count == 0 || rows[0].Version == basis.Version + 1) : rows.Count > 0 && rows[0].Version == 1;
        return fits
            ? (basis ?? AggregateAt.Nothing, await reader.DecodeAsync(rows, cancel), false)
            : (AggregateAt.Nothing, await ReadAsync(stream, 0, cancel), found is not null);
    }

    private async Task<(List<EventReader.Row> Events, SnapshotStore.Row? Snapshot)> ReadBothAsync(Type aggregate, Guid stream, CancellationToken cancel)
    {
        NpgsqlParameter[] Which() => [Sql.Of(stream), Sql.Of(SnapshotStore.NameOf(aggregate)), Sql.Of(snapshots.SchemaOf(aggregate))];
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Sql.Command($"{EventReader.Select} where e.stream_id = $1 and e.version > coalesce({SnapshotStore.VersionOf}, 0) order by e.version", Which()),
                Sql.Command(SnapshotStore.Select, Which()),
            },
        };
        var rows = new List<EventReader.Row>();
        await using var result = await batch.ExecuteReaderAsync(cancel);
        while (await result.ReadAsync(cancel)) rows.Add(EventReader.RowOf(result));
        await result.NextResultAsync(cancel);
        return (rows, await result.ReadAsync(cancel) ? SnapshotStore.Row.Of(result) : null);
    }
}
