using System.Collections.Concurrent;

namespace Verwaltung.Events;

/// <summary>An aggregate as it was read from the store.</summary>
internal sealed record AggregateAt(object? Aggregate, long Version, DateTimeOffset At)
{
    public static readonly AggregateAt Nothing = new(null, 0, default);
}

/// <summary>
/// Aggregates by stream and version. They are immutable and events never change, so an entry is never wrong, only short of a
/// tail; and only what was read from the store comes in, so that a cached aggregate equals one read afresh.
/// Two generations: when the young one is full it becomes the old one, and what nobody asked for since is dropped.
/// </summary>
internal sealed class AggregateCache(int capacity = 4000)
{
    private readonly Lock _turn = new();
    private int _epoch;
    private ConcurrentDictionary<(Type, Guid), AggregateAt> _young = [];
    private ConcurrentDictionary<(Type, Guid), AggregateAt> _old = [];

    /// <summary>Changes when the cache is cleared: what was read in an earlier epoch does not come in any more.</summary>
    public int Epoch => Volatile.Read(ref _epoch);

    public AggregateAt Get(Type aggregate, Guid stream)
    {
        if (_young.TryGetValue((aggregate, stream), out var found)) return found;
        if (!_old.TryGetValue((aggregate, stream), out found)) return AggregateAt.Nothing;
        Put(aggregate, stream, found, Epoch);
        return found;
    }

    public void Put(Type aggregate, Guid stream, AggregateAt read, int epoch)
    {
        _young.AddOrUpdate((aggregate, stream), read, (_, known) => known.Version > read.Version ? known : read);
        if (epoch != Epoch) Clear();
        if (_young.Count <= capacity) return;
        lock (_turn)
            if (_young.Count > capacity) (_old, _young) = (_young, []);
    }

    /// <summary>After a person was forgotten nothing decrypted may stay.</summary>
    public void Clear()
    {
        Interlocked.Increment(ref _epoch);
        lock (_turn) (_old, _young) = ([], []);
    }
}
