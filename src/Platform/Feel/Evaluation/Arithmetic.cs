namespace Verwaltung.Feel.Evaluation;

/// <summary>An arithmetic operation (clause 10.3.2.10); what has no meaning or no room in a number is null.</summary>
internal sealed record ArithmeticExpression(Expression Left, string Operator, Expression Right) : Expression
{
    protected override FeelValue Calculate(Scope scope)
    {
        var (left, right) = (Left.Evaluate(scope), Right.Evaluate(scope));
        try
        {
            return Arithmetic.Apply(left, Operator, right) ?? scope.Fail($"{left.Kind} {Operator} {right.Kind} has no meaning.");
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentOutOfRangeException)
        {
            return scope.Fail($"{left} {Operator} {right} is out of range.");
        }
        catch (DivideByZeroException)
        {
            return scope.Fail($"{left} cannot be divided by zero.");
        }
    }
}

/// <summary>Negation of a number or a duration.</summary>
internal sealed record NegationExpression(Expression Operand) : Expression
{
    protected override FeelValue Calculate(Scope scope) => Operand.Evaluate(scope) switch
    {
        FeelNumber number => -number.Value,
        FeelDaysTimeDuration duration => new FeelDaysTimeDuration(-duration.Value),
        FeelYearsMonthsDuration duration => new FeelYearsMonthsDuration(-duration.Months),
        var other => scope.Fail($"A {other.Kind} cannot be negated."),
    };
}

/// <summary>The operators on numbers, strings, dates, times and durations (DMN 1.5, tables 56 to 60).</summary>
internal static class Arithmetic
{
    /// <summary>The result, or C# null if the operator has no meaning for these kinds.</summary>
    /// <exception cref="OverflowException">The result is beyond what a number, date or duration can hold.</exception>
    /// <exception cref="DivideByZeroException">A division by zero.</exception>
    public static FeelValue? Apply(FeelValue left, string @operator, FeelValue right) => @operator switch
    {
        "+" => Add(left, right),
        "-" => Subtract(left, right),
        "*" => Multiply(left, right),
        "/" => Divide(left, right),
        _ => left is FeelNumber b && right is FeelNumber e ? Numerics.Power(b.Value, e.Value) : null,
    };

    /// <summary>A date as a date and time: midnight UTC (clause 10.3.2.9.4).</summary>
    public static FeelDateTime Midnight(FeelDate date) => new(date.Value.ToDateTime(TimeOnly.MinValue), FeelZone.Utc);

    private static FeelValue? Add(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => a.Value + b.Value,
        (FeelString a, FeelString b) => a.Value + b.Value,
        (FeelDaysTimeDuration a, FeelDaysTimeDuration b) => new FeelDaysTimeDuration(a.Value + b.Value),
        (FeelYearsMonthsDuration a, FeelYearsMonthsDuration b) => new FeelYearsMonthsDuration(checked(a.Months + b.Months)),
        (_, FeelDaysTimeDuration b) => Move(left, b.Value),
        (_, FeelYearsMonthsDuration b) => Move(left, b.Months),
        (FeelDaysTimeDuration a, _) => Move(right, a.Value),
        (FeelYearsMonthsDuration a, _) => Move(right, a.Months),
        _ => null,
    };

    private static FeelValue? Subtract(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => a.Value - b.Value,
        (FeelDaysTimeDuration a, FeelDaysTimeDuration b) => new FeelDaysTimeDuration(a.Value - b.Value),
        (FeelYearsMonthsDuration a, FeelYearsMonthsDuration b) => new FeelYearsMonthsDuration(checked(a.Months - b.Months)),
        (FeelTime a, FeelTime b) => Difference(a.Value.Ticks, a.Offset, b.Value.Ticks, b.Offset),
        (FeelDateTime a, FeelDateTime b) => Difference(a.Local.Ticks, a.Offset, b.Local.Ticks, b.Offset),
        (FeelDate a, FeelDate b) => Subtract(Midnight(a), Midnight(b)),
        (FeelDate a, FeelDateTime b) => Subtract(Midnight(a), b),
        (FeelDateTime a, FeelDate b) => Subtract(a, Midnight(b)),
        (_, FeelDaysTimeDuration b) => Move(left, -b.Value),
        (_, FeelYearsMonthsDuration b) => Move(left, -b.Months),
        _ => null,
    };

    private static FeelValue? Multiply(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => a.Value * b.Value,
        (FeelDaysTimeDuration a, FeelNumber b) => Duration(a.Value.Ticks * b.Value),
        (FeelNumber a, FeelDaysTimeDuration b) => Duration(b.Value.Ticks * a.Value),
        (FeelYearsMonthsDuration a, FeelNumber b) => Months(a.Months * b.Value),
        (FeelNumber a, FeelYearsMonthsDuration b) => Months(b.Months * a.Value),
        _ => null,
    };

    private static FeelValue? Divide(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => a.Value / b.Value,
        (FeelDaysTimeDuration a, FeelNumber b) => Duration(a.Value.Ticks / b.Value),
        (FeelYearsMonthsDuration a, FeelNumber b) => Months(a.Months / b.Value),
        (FeelDaysTimeDuration a, FeelDaysTimeDuration b) => (decimal)a.Value.Ticks / b.Value.Ticks,
        (FeelYearsMonthsDuration a, FeelYearsMonthsDuration b) => (decimal)a.Months / b.Months,
        _ => null,
    };

    private static FeelDaysTimeDuration Duration(decimal ticks) => new(TimeSpan.FromTicks(decimal.ToInt64(decimal.Truncate(ticks))));

    private static FeelYearsMonthsDuration Months(decimal months) => new(decimal.ToInt32(decimal.Truncate(months)));

    // Two local times or two times with offset have a distance; a local and a zoned one have none.
    private static FeelDaysTimeDuration? Difference(long left, TimeSpan? leftOffset, long right, TimeSpan? rightOffset) =>
        leftOffset.HasValue == rightOffset.HasValue
            ? new FeelDaysTimeDuration(TimeSpan.FromTicks(left - (leftOffset?.Ticks ?? 0) - right + (rightOffset?.Ticks ?? 0)))
            : null;

    private static FeelValue? Move(FeelValue value, TimeSpan by) => value switch
    {
        FeelDate date => new FeelDate(DateOnly.FromDateTime(date.Value.ToDateTime(TimeOnly.MinValue) + by)),
        FeelTime time => time with { Value = time.Value.Add(by) },
        FeelDateTime at => at with { Local = Move(at, by) },
        _ => null,
    };

    // In a named zone a day is not always 24 hours: the duration passes on the clock of UTC.
    private static DateTime Move(FeelDateTime at, TimeSpan by)
    {
        if (at.Zone is null) return at.Local + by;
        var utc = at.Local - at.Offset!.Value + by;
        return at.Zone.FromUtc(utc);
    }

    // 31 January and one month is the last day of February.
    private static FeelValue? Move(FeelValue value, int months) => value switch
    {
        FeelDate date => new FeelDate(date.Value.AddMonths(months)),
        FeelDateTime at => at with { Local = at.Local.AddMonths(months) },
        _ => null,
    };
}
