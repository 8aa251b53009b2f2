using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>
/// Rebuilds an <see cref="EventProjection"/> as far as Marten's daemon has come with it: replays the events in order into new tables, which its SQL
/// finds first on this
/// connection, and exchanges them while it holds the projection's progress, so that the daemon goes on exactly behind.
/// </summary>
internal sealed class EventRebuild(EventReader reader, EventProjection projection, IProgress<RebuildProgress>? progress)
{
    private const long ChunkOfNumbers = 500;
    private const string ProgressOf = "select last_seq_id from mt_event_progression where name = $1";
    private long _events;
    private long _rows;

    public async Task RunAsync(NpgsqlConnection writing, Database database, CancellationToken cancel)
    {
        await using var reading = await database.OpenOwnConnectionAsync(cancel);
        var shadow = new ShadowTables(writing, projection.Name, projection.Tables);
        await shadow.CreateAsync(cancel);
        await shadow.AddIndexesAsync(cancel);

        var (at, to) = (0L, await ProgressAsync(reading, ProgressOf, cancel));
        while (to - at > ChunkOfNumbers)
        {
            await ReplayAsync(reading, writing, at, to, cancel);
            (at, to) = (to, await ProgressAsync(reading, ProgressOf, cancel));
        }

        await shadow.SwapAsync(
            async token => to = await ProgressAsync(writing, $"{ProgressOf} for update", token),
            token => ReplayAsync(reading, writing, at, to, token),
            cancel);
    }

    private async Task<long> ProgressAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { Sql.Of(projection.ProgressName) } };
        return await command.ExecuteScalarAsync(cancel) as long? ?? 0;
    }

    private async Task ReplayAsync(NpgsqlConnection reading, NpgsqlConnection writing, long after, long upTo, CancellationToken cancel)
    {
        for (var from = after; from < upTo; from += ChunkOfNumbers)
        {
            await using var batch = new NpgsqlBatch(writing);
            await using var select = new NpgsqlCommand(
                $"{EventReader.SelectWhole} where e.seq_id > $1 and e.seq_id <= $2 and e.type <> 'tombstone' order by e.seq_id", reading)
            {
                Parameters = { Sql.Of(from), Sql.Of(Math.Min(upTo, from + ChunkOfNumbers)) },
            };
            var events = await reader.ReadAsync(select, cancel);
            foreach (var e in events) projection.Apply(e, batch.BatchCommands.Add);
            if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancel);
            (_events, _rows) = (_events + events.Count, _rows + batch.BatchCommands.Count);
            progress?.Report(new(projection.Name, _events, Math.Max(upTo, _events), _rows));
        }
    }
}
