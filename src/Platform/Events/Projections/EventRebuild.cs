using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>
/// Rebuilds an <see cref="EventProjection"/>: replays all events in order into new tables, which its SQL finds first on this
/// connection, and exchanges them while it holds the projection's progress, so that its owner goes on exactly behind.
/// </summary>
internal sealed class EventRebuild(EventStore store, EventProjection projection, IProgress<RebuildProgress>? progress)
{
    private const long ChunkOfNumbers = 500;
    private long _events;
    private long _rows;

    public async Task RunAsync(NpgsqlConnection writing, Database database, CancellationToken cancel)
    {
        await using var reading = await database.OpenOwnConnectionAsync(cancel);
        var shadow = new ShadowTables(writing, projection.Name, projection.Tables);
        await shadow.CreateAsync(cancel);
        await shadow.AddIndexesAsync(cancel);

        var (at, mark) = (0L, await store.HighWaterAsync(cancel));
        while (mark - at > ChunkOfNumbers)
        {
            await ReplayAsync(reading, writing, at, mark, cancel);
            (at, mark) = (mark, await store.HighWaterAsync(cancel));
        }

        var owner = 0L;
        await shadow.SwapAsync(async token => owner = await Progress.LockAsync(writing, projection.Name, token), FinishAsync, cancel);

        async Task FinishAsync(CancellationToken token)
        {
            var to = Math.Max(mark, owner);
            await ReplayAsync(reading, writing, at, to, token);
            await using var batch = new NpgsqlBatch(writing) { BatchCommands = { Progress.Move(projection.Name, to, store.Time.GetUtcNow()) } };
            await batch.ExecuteNonQueryAsync(token);
        }
    }

    private async Task ReplayAsync(NpgsqlConnection reading, NpgsqlConnection writing, long after, long upTo, CancellationToken cancel)
    {
        for (var from = after; from < upTo; from += ChunkOfNumbers)
        {
            await using var batch = new NpgsqlBatch(writing);
            var events = await store.ReadAllAsync(reading, from, Math.Min(upTo, from + ChunkOfNumbers), cancel);
            foreach (var e in events) projection.Apply(e, batch.BatchCommands.Add);
            if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancel);
            (_events, _rows) = (_events + events.Count, _rows + batch.BatchCommands.Count);
            progress?.Report(new(projection.Name, _events, Math.Max(upTo, _events), _rows));
        }
    }
}
