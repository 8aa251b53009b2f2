using Npgsql;

namespace Verwaltung.Events;

/// <summary>One async projection: turns the events between two marks into SQL.</summary>
internal abstract class AsyncProjection
{
    public abstract string Name { get; }

    /// <summary>Adds what the events in (<paramref name="after"/>, <paramref name="upTo"/>] change.</summary>
    public abstract Task WriteAsync(long after, long upTo, NpgsqlBatch batch, CancellationToken cancel);

    public static IReadOnlyList<AsyncProjection> All(EventStore store) =>
    [
        .. store.Options.AsyncRowProjections.Select(projection => new OfStreams(store, projection)),
        .. store.Options.EventProjections.Select(projection => new OfEvents(store, projection)),
    ];

    // The rows of every stream that has new events, as the stream is now: that may be newer than the mark, never older.
    private sealed class OfStreams(EventStore store, RowProjection projection) : AsyncProjection
    {
        private readonly RowWriter _writer = new(projection);

        public override string Name => projection.Name;

        public override async Task WriteAsync(long after, long upTo, NpgsqlBatch batch, CancellationToken cancel)
        {
            foreach (var stream in await StreamsAsync(after, upTo, cancel))
            {
                var state = await store.Loader.LoadAsync(projection.AggregateType, stream, cancel);
                foreach (var command in _writer.Replace(stream, state)) batch.BatchCommands.Add(command);
            }
        }

        private async Task<List<Guid>> StreamsAsync(long after, long upTo, CancellationToken cancel)
        {
            const string Changed = """
                select distinct e.stream_id from all_events e join mt_streams s on s.id = e.stream_id
                where e.seq_id > $1 and e.seq_id <= $2 and s.type = $3 order by e.stream_id
                """;
            await using var connection = await store.Database.Source.OpenConnectionAsync(cancel);
            await using var command = new NpgsqlCommand(Changed, connection)
            {
                Parameters = { Sql.Of(after), Sql.Of(upTo), Sql.Of(store.Options.AggregateNameOf(projection.AggregateType)) },
            };
            await using var reader = await command.ExecuteReaderAsync(cancel);
            var streams = new List<Guid>();
            while (await reader.ReadAsync(cancel)) streams.Add(reader.GetGuid(0));
            return streams;
        }
    }

    private sealed class OfEvents(EventStore store, EventProjection projection) : AsyncProjection
    {
        public override string Name => projection.Name;

        public override async Task WriteAsync(long after, long upTo, NpgsqlBatch batch, CancellationToken cancel)
        {
            await using var connection = await store.Database.Source.OpenConnectionAsync(cancel);
            foreach (var e in await store.ReadAllAsync(connection, after, upTo, cancel)) projection.Apply(e, batch.BatchCommands.Add);
        }
    }
}
