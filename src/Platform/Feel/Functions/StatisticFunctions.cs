using System.Collections.Immutable;
using Verwaltung.Feel.Evaluation;
using Verwaltung.Feel.Numbers;
using static Verwaltung.Feel.Functions.BuiltIn;

namespace Verwaltung.Feel.Functions;

/// <summary>List functions (DMN 1.5, clause 10.3.4.4) that calculate one value of many. A list with null in it has none.</summary>
internal static class StatisticFunctions
{
    public static BuiltIn[] All { get; } =
    [
        .. OfMany("min", "list", items => Extreme(items, -1)),
        .. OfMany("max", "list", items => Extreme(items, 1)),
        .. OfNumbers("sum", numbers => numbers is [] ? null : Sum(numbers)),
        .. OfNumbers("product", numbers => numbers is [] ? null : numbers.Aggregate((a, b) => a * b)),
        .. OfNumbers("mean", numbers => numbers is [] ? null : Mean(numbers)),
        .. OfNumbers("median", numbers => numbers is [] ? null : Median([.. numbers.Order(Ascending)])),
        .. OfNumbers("stddev", numbers => numbers.Length < 2 ? null : Deviation(numbers)),
        .. OfNumbers("mode", numbers => FeelList.From(Mode(numbers))),
    ];

    private static Comparer<FeelNumber> Ascending { get; } = Comparer<FeelNumber>.Create((a, b) => a.CompareTo(b));

    private static BuiltIn[] OfMany(string name, string type, Func<ImmutableArray<FeelValue>, FeelValue?> body) =>
    [
        Define($"{name}(list: {type})", a => body(a[0].Items())),
        Define($"{name}(c...: Any)", a => body(a[0].Items())),
    ];

    private static BuiltIn[] OfNumbers(string name, Func<ImmutableArray<FeelNumber>, FeelValue?> body) => OfMany(name, "list", items =>
        items.All(item => item is FeelNumber) ? body([.. items.Select(item => item.Number())]) : null);

    private static FeelValue? Extreme(ImmutableArray<FeelValue> items, int sign)
    {
        if (items is not [var best, .. var rest] || Comparisons.Order(best, best) is null) return null;
        foreach (var item in rest)
        {
            if (Comparisons.Order(item, best) is not { } order) return null;
            if (order * sign > 0) best = item;
        }

        return best;
    }

    private static FeelNumber Median(ImmutableArray<FeelNumber> sorted) => sorted.Length % 2 == 1
        ? sorted[sorted.Length / 2]
        : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / new FeelNumber(2);

    private static FeelNumber Sum(IEnumerable<FeelNumber> numbers) => numbers.Aggregate(new FeelNumber(0), (sum, number) => sum + number);

    private static FeelNumber Mean(ImmutableArray<FeelNumber> numbers) => Sum(numbers) / new FeelNumber(numbers.Length);

    // The sample's deviation: divided by one less than the count.
    private static FeelNumber Deviation(ImmutableArray<FeelNumber> numbers)
    {
        var mean = Mean(numbers);
        var variance = Sum(numbers.Select(number => (number - mean) * (number - mean))) / new FeelNumber(numbers.Length - 1);
        return FeelNumber.Of(Transcendental.SquareRoot(variance.Wide));
    }

    private static IEnumerable<FeelNumber> Mode(ImmutableArray<FeelNumber> numbers)
    {
        var groups = numbers.GroupBy(number => number).ToList();
        var most = groups.Count == 0 ? 0 : groups.Max(group => group.Count());
        return groups.Where(group => group.Count() == most).Select(group => group.Key).Order(Ascending);
    }
}
