using JasperFx.Events;

namespace Verwaltung.Events;

/// <summary>
/// Streams folded into aggregates, from what the cache has on: what it has is never read again. Read by SQL of its own, which finds
/// archived streams as well and looks keys up once for a whole tail.
/// </summary>
internal sealed class AggregateReader(AggregateCache cache, Streams streams)
{
    public AggregateCache Cache => cache;

    /// <summary>The newest state: one query for the events behind the cached version.</summary>
    public async Task<AggregateAt> LoadAsync(Type aggregate, Guid stream, CancellationToken cancel)
    {
        var epoch = cache.Epoch;
        var known = cache.Get(aggregate, stream);
        var tail = await streams.ReadAsync(stream, known.Version, cancel);
        return tail.Count == 0 ? known : Keep(aggregate, stream, known, tail, epoch);
    }

    /// <summary>What <paramref name="tail"/> makes of <paramref name="known"/>, kept for the next who asks.</summary>
    public AggregateAt Keep(Type aggregate, Guid stream, AggregateAt known, IReadOnlyList<IEvent> tail, int epoch)
    {
        var loaded = new AggregateAt(AggregateFold.Of(aggregate).Over(known.Aggregate, tail), tail[^1].Version, tail[^1].Timestamp);
        cache.Put(aggregate, stream, loaded, epoch);
        return loaded;
    }
}
