using System.Collections.Immutable;
using Verwaltung.Feel.Evaluation;
using static Verwaltung.Feel.Functions.BuiltIn;

namespace Verwaltung.Feel.Functions;

/// <summary>Context functions (DMN 1.5, clause 10.3.4.10) and <c>sort</c> (10.3.4.11).</summary>
internal static class ContextFunctions
{
    public static BuiltIn[] All { get; } =
    [
        Define("get value(m: context, key: string)", (a, environment) =>
            ((FeelContext)a[0]).TryGet(a[1].Text(), out var value) ? value : environment.Fail($"get value(): there is no entry '{a[1].Text()}'.")),
        Define("get entries(m: context)", a => FeelList.From(((FeelContext)a[0]).Select(Entry))),
        Define("context(entries: list<context>)", a => FromEntries(a[0].Items())),
        Define("context put(context: context, key: string, value: Any)", a => ((FeelContext)a[0]).With(a[1].Text(), a[2])),
        Define("context put(context: context, keys: list<string>, value: Any)", a => Put((FeelContext)a[0], a[1].Items(), a[2])),
        Define("context merge(contexts: list<context>)", a =>
            a[0].Items().All(item => item is FeelContext) ? FeelContext.From(a[0].Items().SelectMany(item => (FeelContext)item)) : null),
        Define("sort(list: list, precedes: function)", (a, environment) => Sort(a[0].Items(), (FeelFunction)a[1], environment)),
        Define("sort(list: list)", a => a[0].Items().Any(item => Comparisons.Order(item, a[0].Items()[0]) is null) ? null
            : FeelList.From(a[0].Items().Order(Comparer<FeelValue>.Create((x, y) => Comparisons.Order(x, y)!.Value)))),
    ];

    private static FeelContext Entry(KeyValuePair<string, FeelValue> entry) =>
        FeelContext.Empty.With("key", entry.Key).With("value", entry.Value);

    private static FeelContext? FromEntries(ImmutableArray<FeelValue> entries)
    {
        var pairs = new OrderedDictionary<string, FeelValue>(StringComparer.Ordinal);
        foreach (var entry in entries)
            if (entry is not FeelContext pair
                || pair.Get("key") is not FeelString key
                || !pair.Contains("value")
                || !pairs.TryAdd(key.Value, pair.Get("value")))
                return null;
        return FeelContext.From(pairs);
    }

    private static FeelContext? Put(FeelContext context, ReadOnlySpan<FeelValue> keys, FeelValue value) => keys switch
    {
        [FeelString last] => context.With(last.Value, value),
        [FeelString first, .. var rest] when context.Get(first.Value) is FeelContext inner =>
            Put(inner, rest, value) is { } put ? context.With(first.Value, put) : null,
        _ => null,
    };

    private static FeelContext? Put(FeelContext context, ImmutableArray<FeelValue> keys, FeelValue value) => Put(context, keys.AsSpan(), value);

    private static FeelList Sort(ImmutableArray<FeelValue> items, FeelFunction precedes, FeelEnvironment environment) =>
        new([.. Sort(items.AsSpan(), (x, y) => Calls.Invoke(precedes, [x, y], environment).IsTrue)]);

    // By merging: stable, and whatever the function answers (it may contradict itself), it ends.
    private static FeelValue[] Sort(ReadOnlySpan<FeelValue> items, Func<FeelValue, FeelValue, bool> precedes)
    {
        if (items.Length < 2) return items.ToArray();
        var (left, right) = (Sort(items[..(items.Length / 2)], precedes), Sort(items[(items.Length / 2)..], precedes));
        var (sorted, l, r) = (new FeelValue[items.Length], 0, 0);
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = r == right.Length || (l < left.Length && !precedes(right[r], left[l])) ? left[l++] : right[r++];
        return sorted;
    }
}
