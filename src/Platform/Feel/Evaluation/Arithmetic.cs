using Verwaltung.Feel.Numbers;

namespace Verwaltung.Feel.Evaluation;

/// <summary>An arithmetic operation (clause 10.3.2.10); what has no meaning or no room in a number is null.</summary>
internal sealed record ArithmeticExpression(Expression Left, string Operator, Expression Right) : Expression
{
    protected override FeelValue Calculate(Scope scope)
    {
        var (left, right) = (Left.Evaluate(scope), Right.Evaluate(scope));
        if (Operator == "**") scope.Environment.Spend(Transcendental.Cost);
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
        FeelNumber number => -number,
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
        _ => left is FeelNumber b && right is FeelNumber e ? FeelNumber.Of(Transcendental.Power(b.Wide, e.Wide)) : null,
    };

    /// <summary>A date as a date and time: midnight UTC (clause 10.3.2.9.4).</summary>
    public static FeelDateTime Midnight(FeelDate date) => new(date, 0, FeelZone.Utc);

    private static FeelValue? Add(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => a + b,
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
        (FeelNumber a, FeelNumber b) => a - b,
        (FeelDaysTimeDuration a, FeelDaysTimeDuration b) => new FeelDaysTimeDuration(a.Value - b.Value),
        (FeelYearsMonthsDuration a, FeelYearsMonthsDuration b) => new FeelYearsMonthsDuration(checked(a.Months - b.Months)),
        (FeelTime a, FeelTime b) when a.Zone is null == b.Zone is null => Span(a.SinceMidnight - b.SinceMidnight),
        (FeelDateTime a, FeelDateTime b) when a.Zone is null == b.Zone is null => Span(a.Instant - b.Instant),
        (FeelDate a, FeelDate b) => Subtract(Midnight(a), Midnight(b)),
        (FeelDate a, FeelDateTime b) => Subtract(Midnight(a), b),
        (FeelDateTime a, FeelDate b) => Subtract(a, Midnight(b)),
        (_, FeelDaysTimeDuration b) => Move(left, -b.Value),
        (_, FeelYearsMonthsDuration b) => Move(left, -b.Months),
        _ => null,
    };

    private static FeelValue? Multiply(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => a * b,
        (FeelDaysTimeDuration a, FeelNumber b) => Duration(a.Value.Ticks * b.Value),
        (FeelNumber a, FeelDaysTimeDuration b) => Duration(b.Value.Ticks * a.Value),
        (FeelYearsMonthsDuration a, FeelNumber b) => Months(a.Months * b.Value),
        (FeelNumber a, FeelYearsMonthsDuration b) => Months(b.Months * a.Value),
        _ => null,
    };

    private static FeelValue? Divide(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => a / b,
        (FeelDaysTimeDuration a, FeelNumber b) => Duration(a.Value.Ticks / b.Value),
        (FeelYearsMonthsDuration a, FeelNumber b) => Months(a.Months / b.Value),
        (FeelDaysTimeDuration a, FeelDaysTimeDuration b) => new FeelNumber(a.Value.Ticks) / new FeelNumber(b.Value.Ticks),
        (FeelYearsMonthsDuration a, FeelYearsMonthsDuration b) => new FeelNumber(a.Months) / new FeelNumber(b.Months),
        _ => null,
    };

    private static FeelDaysTimeDuration Duration(decimal ticks) => new(TimeSpan.FromTicks(decimal.ToInt64(decimal.Truncate(ticks))));

    private static FeelYearsMonthsDuration Months(decimal months) => new(decimal.ToInt64(decimal.Truncate(months)));

    // Two local times or two times with offset have a distance; a local and a zoned one have none.
    private static FeelDaysTimeDuration Span(Int128 nanoseconds) => new(TimeSpan.FromTicks(checked((long)(nanoseconds / 100))));

    private static FeelValue? Move(FeelValue value, TimeSpan by) => value switch
    {
        FeelDate date => Midnight(date).Add(by).Date,
        FeelTime time => new FeelTime(new FeelDateTime(FirstDay, time.Nanoseconds, null).Add(by).Nanoseconds, time.Zone),
        FeelDateTime at => at.Add(by),
        _ => null,
    };

    private static FeelValue? Move(FeelValue value, long months) => value switch
    {
        FeelDate date => date.AddMonths(months),
        FeelDateTime at => at.AddMonths(months),
        _ => null,
    };

    private static FeelDate FirstDay { get; } = new(new DateOnly(1970, 1, 1));
}
