namespace Verwaltung.Feel.Evaluation;

/// <summary>Whole numbers or days from one end to the other, upwards or downwards (DMN 1.5, clause 10.3.2.14).</summary>
internal static class Series
{
    /// <summary>The most values one iteration may run over or give: a model's slip must not take the host's memory.</summary>
    public const int Limit = 1_000_000;

    public static IEnumerable<FeelValue>? Between(FeelValue start, FeelValue end, Scope scope) => (start, end) switch
    {
        (FeelNumber { IsDecimal: true, IsInteger: true } a, FeelNumber { IsDecimal: true, IsInteger: true } b) => Numbers(a.Value, b.Value, scope),
        (FeelDate a, FeelDate b) => Days(a.Number, b.Number, scope),
        _ => None(scope, $"A series from {start} to {end} has no steps."),
    };

    /// <summary>What lies in the range; ends that do not belong to it are left out.</summary>
    public static IEnumerable<FeelValue>? Of(FeelRange range, Scope scope) =>
        Between(range.Low, range.High, scope)?.Where(value => Comparisons.Within(range, value) == true);

    public static IEnumerable<FeelValue>? None(Scope scope, string reason)
    {
        scope.Fail(reason);
        return null;
    }

    private static IEnumerable<FeelValue>? Numbers(decimal start, decimal end, Scope scope) =>
        end / Limit - start / Limit is > 1 or < -1
            ? None(scope, $"A series from {FeelText.Number(start)} to {FeelText.Number(end)} has more than {Limit} steps.")
            : Steps((int)(end - start)).Select(step => (FeelValue)new FeelNumber(start + step));

    private static IEnumerable<FeelValue>? Days(long start, long end, Scope scope) => Math.Abs(end - start) > Limit
        ? None(scope, $"A series of days has more than {Limit} steps.")
        : Steps((int)(end - start)).Select(step => (FeelValue)FeelDate.Of(start + step));

    private static IEnumerable<int> Steps(int last) => Enumerable.Range(0, Math.Abs(last) + 1).Select(step => step * Math.Sign(last));
}
