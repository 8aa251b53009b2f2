using System.Data;
using System.Runtime.CompilerServices;
using JasperFx.Events;
using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>
/// Rebuilds a <see cref="RowProjection"/> stream by stream: one pass in the order of streams, COPY into a new table, indexes,
/// then the streams that changed meanwhile, and the exchange. A writer that waits for the exchange has its events behind it but
/// not committed, and writes its rows into the new table, where the version before it has arrived.
/// </summary>
internal sealed class RowRebuild(EventOptions options, EventReader events, RowProjection projection, IProgress<RebuildProgress>? progress)
{
    private const int ChunkOfEvents = 2000;
    private const int ChunkOfStreams = 200;
    private const int FewStreams = 50;
    private readonly RowWriter _writer = new(projection);
    private readonly AggregateFold _fold = AggregateFold.Of(projection.AggregateType);
    private readonly string _type = options.AggregateNameOf(projection.AggregateType)
        ?? throw new InvalidOperationException(
            $"Expected the aggregate {projection.AggregateType} of '{projection.Name}' to have a name: o.Aggregate<...>(\"...\").");

    private readonly Dictionary<Guid, long> _versions = [];
    private long _events;
    private long _rows;

    public async Task RunAsync(NpgsqlConnection writing, Database database, CancellationToken cancel)
    {
        await using var reading = await database.OpenOwnConnectionAsync(cancel);
        var shadow = new ShadowTables(writing, projection.Name, [projection.Table]);
        await shadow.CreateAsync(cancel);
        var seen = await MarkAsync(reading, cancel);
        await CopyAsync(reading, writing, await TotalAsync(reading, cancel), cancel);
        await shadow.AddIndexesAsync(cancel);

        for (var changed = int.MaxValue; changed > FewStreams;)
        {
            var mark = await MarkAsync(reading, cancel);
            changed = await CatchUpAsync(reading, writing, seen, cancel);
            seen = mark;
        }

        await shadow.SwapAsync(_ => Task.CompletedTask, token => CatchUpAsync(reading, writing, seen, token), cancel);
    }

    // Up to Marten's mark every event is visible. It may lag behind: then streams are looked at that have not changed since, which their version tells.
    private static async Task<long> MarkAsync(NpgsqlConnection reading, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select last_seq_id from mt_event_progression where name = 'HighWaterMark'", reading);
        return await command.ExecuteScalarAsync(cancel) as long? ?? 0;
    }

    private async Task CopyAsync(NpgsqlConnection reading, NpgsqlConnection writing, long total, CancellationToken cancel)
    {
        const string Order = "join mt_streams s on s.id = e.stream_id where s.type = $1 order by e.stream_id, e.version";
        await using var snapshot =
            await reading.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel); // what is archived meanwhile is read where it was
        await using var select = new NpgsqlCommand($"{EventReader.Select} {Order}", reading) { CommandTimeout = 0, Parameters = { Sql.Of(_type) } };
        await using var reader = await select.ExecuteReaderAsync(cancel);
        await using var copy = await writing.BeginBinaryImportAsync(
            $"copy {projection.Table} ({string.Join(", ", projection.Columns.Select(c => c.Name))}) from stdin binary", cancel);
        var writes = Task.CompletedTask; // one chunk is decoded and written while the next is read
        try
        {
            await foreach (var chunk in ChunksAsync(reader, cancel))
            {
                await writes;
                writes = Task.Run(() => WriteAsync(copy, chunk, total, cancel), cancel);
            }
        }
        finally
        {
            await writes.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // nothing writes any more when the copy is given up
        }

        await writes;
        await copy.CompleteAsync(cancel);
    }

    // Whole streams, some thousand events at a time.
    private static async IAsyncEnumerable<List<EventReader.Row>> ChunksAsync(NpgsqlDataReader reader, [EnumeratorCancellation] CancellationToken cancel)
    {
        var chunk = new List<EventReader.Row>(ChunkOfEvents);
        while (await reader.ReadAsync(cancel))
        {
            var row = EventReader.RowOf(reader);
            if (chunk.Count >= ChunkOfEvents && chunk[^1].Stream != row.Stream)
            {
                yield return chunk;
                chunk = new(ChunkOfEvents);
            }

            chunk.Add(row);
        }

        yield return chunk;
    }

    private async Task WriteAsync(NpgsqlBinaryImporter copy, List<EventReader.Row> chunk, long total, CancellationToken cancel)
    {
        foreach (var (stream, state) in Fold(await events.DecodeAsync(chunk, cancel))) await WriteAsync(copy, stream, state, cancel);
        _events += chunk.Count;
        progress?.Report(new(projection.Name, _events, Math.Max(total, _events), _rows));
    }

    private async Task WriteAsync(NpgsqlBinaryImporter copy, Guid stream, AggregateAt state, CancellationToken cancel)
    {
        foreach (var row in _writer.RowsOf(stream, state))
        {
            await copy.StartRowAsync(cancel);
            for (var i = 0; i < row.Length; i++)
                if (row[i] is { } value) await copy.WriteAsync(value, projection.Columns[i].Type, cancel);
                else await copy.WriteNullAsync(cancel);
            _rows++;
        }
    }

    // Writes the streams with events after the mark anew; returns how many there were.
    private async Task<int> CatchUpAsync(NpgsqlConnection reading, NpgsqlConnection writing, long mark, CancellationToken cancel)
    {
        var changed = await ChangedAsync(reading, mark, cancel);
        foreach (var streams in changed.Chunk(ChunkOfStreams))
        {
            await using var batch = new NpgsqlBatch(writing);
            foreach (var (stream, state) in Fold(await ReadAsync(reading, streams, cancel)))
                foreach (var command in _writer.Replace(stream, state)) batch.BatchCommands.Add(command);
            await batch.ExecuteNonQueryAsync(cancel);
        }

        return changed.Count;
    }

    private async Task<IReadOnlyList<IEvent>> ReadAsync(NpgsqlConnection reading, Guid[] streams, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"{EventReader.Select} where e.stream_id = any($1) order by e.stream_id, e.version", reading)
        {
            Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = streams } },
        };
        return await events.ReadAsync(command, cancel);
    }

    private async Task<List<Guid>> ChangedAsync(NpgsqlConnection reading, long mark, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "select distinct s.id, s.version from mt_events e join mt_streams s on s.id = e.stream_id where e.seq_id > $1 and s.type = $2", reading)
        {
            Parameters = { Sql.Of(mark), Sql.Of(_type) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var streams = new List<Guid>();
        while (await reader.ReadAsync(cancel))
            if (reader.GetInt64(1) != _versions.GetValueOrDefault(reader.GetGuid(0))) streams.Add(reader.GetGuid(0));
        return streams;
    }

    private async Task<long> TotalAsync(NpgsqlConnection reading, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "select coalesce(sum(version), 0)::bigint from mt_streams where type = $1", reading)
        { Parameters = { Sql.Of(_type) } };
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    private IEnumerable<(Guid Stream, AggregateAt State)> Fold(IReadOnlyList<IEvent> events)
    {
        for (var at = 0; at < events.Count;)
        {
            var stream = events[at].StreamId;
            object? state = null;
            for (; at < events.Count && events[at].StreamId == stream; at++) state = _fold.Next(state, events[at]);
            _versions[stream] = events[at - 1].Version;
            yield return (stream, new(state, events[at - 1].Version, events[at - 1].Timestamp));
        }
    }
}
