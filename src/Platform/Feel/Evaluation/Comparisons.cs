using System.Collections.Immutable;

namespace Verwaltung.Feel.Evaluation;

internal enum ComparisonOperator { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual }

/// <summary>Equality and order of values (DMN 1.5, tables 48 to 53). C# null is FEEL's null: not comparable.</summary>
internal static class Comparisons
{
    public static ComparisonOperator? Parse(string symbol) => symbol switch
    {
        "=" => ComparisonOperator.Equal,
        "!=" => ComparisonOperator.NotEqual,
        "<" => ComparisonOperator.Less,
        "<=" => ComparisonOperator.LessOrEqual,
        ">" => ComparisonOperator.Greater,
        ">=" => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };

    public static string Symbol(ComparisonOperator @operator) => @operator switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };

    public static bool? Compare(FeelValue left, ComparisonOperator @operator, FeelValue right) => @operator switch
    {
        ComparisonOperator.Equal => Equal(left, right),
        ComparisonOperator.NotEqual => !Equal(left, right),
        ComparisonOperator.Less => Order(left, right) is { } order ? order < 0 : null,
        ComparisonOperator.LessOrEqual => Order(left, right) is { } order ? order <= 0 : null,
        ComparisonOperator.Greater => Order(left, right) is { } order ? order > 0 : null,
        _ => Order(left, right) is { } order ? order >= 0 : null,
    };

    /// <summary>Table 50: values of one kind are compared, null equals null, unlike kinds are not comparable.</summary>
    public static bool? Equal(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNull, FeelNull) => true,
        (FeelNull, _) or (_, FeelNull) => false,
        (FeelTime a, FeelTime b) => a.Offset.HasValue == b.Offset.HasValue && SameSecond(a.SinceMidnight, b.SinceMidnight),
        (FeelDateTime a, FeelDateTime b) => a.Offset.HasValue == b.Offset.HasValue && SameSecond(a.Instant, b.Instant),
        (FeelList a, FeelList b) => EqualItems(a.Items, b.Items),
        (FeelContext a, FeelContext b) => EqualEntries(a, b),
        (FeelRange a, FeelRange b) => a.IsPoint == b.IsPoint
            && a.LowIncluded == b.LowIncluded
            && a.HighIncluded == b.HighIncluded
            && Equal(a.Low, b.Low) == true
            && Equal(a.High, b.High) == true,
        _ => left.GetType() == right.GetType() ? left.Equals(right) : null,
    };

    /// <summary>Less than zero, zero, more than zero, or null where the two have no order.</summary>
    public static int? Order(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => a.CompareTo(b),
        (FeelString a, FeelString b) => string.CompareOrdinal(a.Value, b.Value),
        (FeelDate a, FeelDate b) => a.Number.CompareTo(b.Number),
        (FeelTime a, FeelTime b) when a.Offset.HasValue == b.Offset.HasValue => a.SinceMidnight.CompareTo(b.SinceMidnight),
        (FeelDateTime a, FeelDateTime b) when a.Offset.HasValue == b.Offset.HasValue => a.Instant.CompareTo(b.Instant),
        (FeelDaysTimeDuration a, FeelDaysTimeDuration b) => a.Value.CompareTo(b.Value),
        (FeelYearsMonthsDuration a, FeelYearsMonthsDuration b) => a.Months.CompareTo(b.Months),
        _ => null,
    };

    /// <summary>Whether <paramref name="value"/> lies in the range; null where it cannot be compared with an end.</summary>
    public static bool? Within(FeelRange range, FeelValue value) => Logic.And(
        range.Low is FeelNull ? true : Compare(value, range.LowIncluded ? ComparisonOperator.GreaterOrEqual : ComparisonOperator.Greater, range.Low),
        range.High is FeelNull ? true : Compare(value, range.HighIncluded ? ComparisonOperator.LessOrEqual : ComparisonOperator.Less, range.High));

    /// <summary>Whether one of the items equals <paramref name="value"/>.</summary>
    public static bool Contains(ImmutableArray<FeelValue> items, FeelValue value) => items.Any(item => Equal(item, value) == true);

    // Equality of times is that of their properties, whose finest is the whole second.
    private static bool SameSecond(Int128 a, Int128 b) => Second(a) == Second(b);

    private static Int128 Second(Int128 nanoseconds) => nanoseconds / 1_000_000_000 - (nanoseconds % 1_000_000_000 < 0 ? 1 : 0);

    private static bool? EqualItems(ImmutableArray<FeelValue> left, ImmutableArray<FeelValue> right) =>
        left.Length == right.Length && left.Zip(right).All(pair => Equal(pair.First, pair.Second) == true);

    private static bool? EqualEntries(FeelContext left, FeelContext right) =>
        left.Count == right.Count && left.All(entry => right.TryGet(entry.Key, out var other) && Equal(entry.Value, other) == true);
}
