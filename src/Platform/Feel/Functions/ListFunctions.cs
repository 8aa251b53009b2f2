using System.Collections.Immutable;
using Verwaltung.Feel.Evaluation;
using static Verwaltung.Feel.Functions.BuiltIn;

namespace Verwaltung.Feel.Functions;

/// <summary>List functions (DMN 1.5, clause 10.3.4.4) that build, search and cut lists. Positions count from 1, from the end with -1.</summary>
internal static class ListFunctions
{
    public static BuiltIn[] All { get; } =
    [
        Define("list contains(list: list, element: Any)", a => Comparisons.Contains(a[0].Items(), a[1])),
        Define("count(list: list)", a => a[0].Items().Length),
        Define("all(list: list)", a => Every(a[0].Items())),
        Define("all(b...: Any)", a => Every(a[0].Items())),
        Define("any(list: list)", a => Some(a[0].Items())),
        Define("any(b...: Any)", a => Some(a[0].Items())),
        Define("sublist(list: list, start position: number, length?: number)", a => Sublist(a[0].Items(), a[1], a[2])),
        Define("append(list: list, item...: Any)", a => new FeelList(a[0].Items().AddRange(a[1].Items()))),
        Define("concatenate(list...: list)", a => FeelList.From(a[0].Items().SelectMany(OrSingle))),
        Define("insert before(list: list, position: number, newItem: Any)", a =>
            Place(a[0].Items(), a[1]) is { } at ? new FeelList(a[0].Items().Insert(at, a[2])) : null),
        Define("remove(list: list, position: number)", a => Place(a[0].Items(), a[1]) is { } at ? new FeelList(a[0].Items().RemoveAt(at)) : null),
        Define("list replace(list: list, position: number, newItem: Any)", a =>
            Place(a[0].Items(), a[1]) is { } at ? new FeelList(a[0].Items().SetItem(at, a[2])) : null),
        Define("list replace(list: list, match: function, newItem: Any)", (a, environment) => Replace(a[0].Items(), (FeelFunction)a[1], a[2], environment)),
        Define("reverse(list: list)", a => FeelList.From(a[0].Items().Reverse())),
        Define("index of(list: list, match: Any)", a => FeelList.From(IndexOf(a[0].Items(), a[1]))),
        Define("union(list...: list)", (a, environment) => Distinct(a[0].Items().SelectMany(OrSingle), environment)),
        Define("distinct values(list: list)", (a, environment) => Distinct(a[0].Items(), environment)),
        Define("flatten(list: list)", a => FeelList.From(Flatten(a[0].Items()))),
    ];

    private static IEnumerable<FeelValue> OrSingle(FeelValue value) => value is FeelList list ? list.Items : [value];

    private static FeelValue? Every(ImmutableArray<FeelValue> items) => Fold(items, true, Logic.And);

    private static FeelValue? Some(ImmutableArray<FeelValue> items) => Fold(items, false, Logic.Or);

    private static FeelValue? Fold(ImmutableArray<FeelValue> items, bool start, Func<bool?, bool?, bool?> combine) =>
        items.Aggregate((bool?)start, (result, item) => combine(result, Logic.Truth(item)));

    private static FeelList? Sublist(ImmutableArray<FeelValue> items, FeelValue start, FeelValue length)
    {
        if (Place(items, start) is not { } from) return null;
        var count = length is FeelNull ? items.Length - from : length.Whole();
        return count is { } known && known >= 0 && from + known <= items.Length ? new FeelList(items.Slice(from, known)) : null;
    }

    // A fraction of a position is cut off.
    private static int? Place(ImmutableArray<FeelValue> items, FeelValue position) => position.Truncated() switch
    {
        > 0 and var at when at <= items.Length => at - 1,
        < 0 and var at when -at <= items.Length => items.Length + at,
        _ => null,
    };

    private static FeelList? Replace(ImmutableArray<FeelValue> items, FeelFunction match, FeelValue replacement, FeelEnvironment environment)
    {
        var replaced = ImmutableArray.CreateBuilder<FeelValue>(items.Length);
        foreach (var item in items)
        {
            if (Calls.Invoke(match, [item, replacement], environment) is not FeelBoolean matches) return null;
            replaced.Add(matches.Value ? replacement : item);
        }

        return new FeelList(replaced.ToImmutable());
    }

    private static IEnumerable<FeelValue> IndexOf(ImmutableArray<FeelValue> items, FeelValue match) =>
        items.Index().Where(entry => Comparisons.Equal(entry.Item, match) == true).Select(entry => (FeelValue)(entry.Index + 1));

    // Numbers and strings, of which there may be many, are found by their hash; for other kinds FEEL's equality is wider.
    private static FeelList Distinct(IEnumerable<FeelValue> items, FeelEnvironment environment)
    {
        var (distinct, simple, others) = (ImmutableArray.CreateBuilder<FeelValue>(), new HashSet<FeelValue>(), new List<FeelValue>());
        foreach (var item in items)
        {
            if (item is not (FeelNumber or FeelString)) environment.Spend(others.Count);
            if (item is FeelNumber or FeelString ? !simple.Add(item) : Comparisons.Contains([.. others], item)) continue;
            if (item is not (FeelNumber or FeelString)) others.Add(item);
            distinct.Add(item);
        }

        return new FeelList(distinct.ToImmutable());
    }

    private static IEnumerable<FeelValue> Flatten(IEnumerable<FeelValue> items) =>
        items.SelectMany(item => item is FeelList list ? Flatten(list.Items) : [item]);
}
