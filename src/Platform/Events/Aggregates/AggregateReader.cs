using JasperFx.Events;
using Marten;

namespace Verwaltung.Events;

/// <summary>Streams folded into aggregates, from what the cache has on: what it has is never read again.</summary>
internal sealed class AggregateReader(IDocumentStore store, AggregateCache cache, Streams streams)
{
    public AggregateCache Cache => cache;

    /// <summary>The newest state, read outside a session.</summary>
    public async Task<AggregateAt> LoadAsync(Type aggregate, Guid stream, CancellationToken cancel)
    {
        await using var session = store.QuerySession();
        return await LoadAsync(cache, streams, session.Events, aggregate, stream, cancel);
    }

    /// <summary>The newest state: one query for the events behind the cached version.</summary>
    public static async Task<AggregateAt> LoadAsync(
        AggregateCache cache, Streams streams, Marten.Events.IQueryEventStore events, Type aggregate, Guid stream, CancellationToken cancel)
    {
        var epoch = cache.Epoch;
        var known = cache.Get(aggregate, stream);
        var tail = await events.FetchStreamAsync(stream, fromVersion: known.Version + 1, token: cancel);
        if (tail.Count == 0 && known.Version == 0) tail = await streams.ReadAsync(stream, cancel); // it may be archived
        return tail.Count == 0 ? known : Keep(cache, aggregate, stream, known, tail, epoch);
    }

    /// <summary>What <paramref name="tail"/> makes of <paramref name="known"/>, kept for the next who asks.</summary>
    public static AggregateAt Keep(AggregateCache cache, Type aggregate, Guid stream, AggregateAt known, IReadOnlyList<IEvent> tail, int epoch)
    {
        var loaded = new AggregateAt(AggregateFold.Of(aggregate).Over(known.Aggregate, tail), tail[^1].Version, tail[^1].Timestamp);
        cache.Put(aggregate, stream, loaded, epoch);
        return loaded;
    }
}
