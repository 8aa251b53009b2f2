using System.Collections.Concurrent;

namespace Verwaltung.Feel;

/// <summary>
/// Keeps what was parsed, so that an expression of a form or a process is read once. Bounded: when full it starts over,
/// which costs a parse each and needs no bookkeeping on the way of every evaluation.
/// </summary>
internal sealed class ParseCache<T>(int capacity, Func<string, T> parse) where T : class
{
    private readonly ConcurrentDictionary<string, T> _entries = new(StringComparer.Ordinal);

    public T Get(string text)
    {
        if (_entries.TryGetValue(text, out var known)) return known;
        var parsed = parse(text);
        if (_entries.Count >= capacity) _entries.Clear();
        return _entries.GetOrAdd(text, parsed);
    }
}
