using Verwaltung.GraphQl.Execution;

namespace Verwaltung.GraphQl;

/// <summary>
/// Gathers the keys that the resolvers of one request ask for and loads them together: the method marked <see cref="DataLoaderAttribute"/> is called
/// once all resolvers that can run have run.
/// Each key is loaded once per request. Lives as long as the request; a mutation's fields start with fresh loaders.
/// </summary>
public sealed class DataLoader<TKey, TValue> : IBatch
    where TKey : notnull
{
    private readonly Func<IReadOnlyList<TKey>, Task<IReadOnlyDictionary<TKey, TValue>>> load;
    private readonly RequestScheduler scheduler;
    private readonly Dictionary<TKey, TaskCompletionSource<TValue?>> known = [];
    private List<TKey> waiting = [];

    internal DataLoader(Func<IReadOnlyList<TKey>, Task<IReadOnlyDictionary<TKey, TValue>>> load, RequestScheduler scheduler) =>
        (this.load, this.scheduler) = (load, scheduler);

    /// <summary>The value of a key; default (null for classes) when the loader's dictionary does not have it.</summary>
    public Task<TValue?> LoadAsync(TKey key)
    {
        lock (known)
        {
            if (known.TryGetValue(key, out var asked))
                return asked.Task;
            var source = new TaskCompletionSource<TValue?>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (waiting.Count == 0)
                scheduler.Add(this);
            waiting.Add(key);
            known.Add(key, source);
            return source.Task;
        }
    }

    /// <summary>The values of several keys, in their order, without those that were not found.</summary>
    public async Task<IReadOnlyList<TValue>> LoadManyAsync(IEnumerable<TKey> keys)
    {
        var values = await Task.WhenAll(keys.Select(LoadAsync));
        return [.. values.OfType<TValue>()];
    }

    async Task IBatch.DispatchAsync()
    {
        var keys = Take();
        try
        {
            var found = await load(keys);
            foreach (var key in keys)
                SourceOf(key).SetResult(found.TryGetValue(key, out var value) ? value : default);
        }
        catch (Exception fault)
        {
            // The fault belongs to every resolver that waits for the batch: each reports it at its own path.
            foreach (var key in keys)
                SourceOf(key).TrySetException(fault);
        }
    }

    private List<TKey> Take()
    {
        lock (known)
        {
            var keys = waiting;
            waiting = [];
            return keys;
        }
    }

    private TaskCompletionSource<TValue?> SourceOf(TKey key)
    {
        lock (known)
            return known[key];
    }
}
