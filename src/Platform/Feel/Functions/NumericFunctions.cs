using Verwaltung.Feel.Evaluation;
using static Verwaltung.Feel.Functions.BuiltIn;

namespace Verwaltung.Feel.Functions;

/// <summary>Numeric functions (DMN 1.5, clause 10.3.4.5). Scales lie between -6111 and 6176, the limits of decimal128.</summary>
internal static class NumericFunctions
{
    public static BuiltIn[] All { get; } =
    [
        Define("decimal(n: number, scale: number)", a => Round(a[0], a[1], n => Math.Round(n, MidpointRounding.ToEven))),
        Define("floor(n: number)", a => decimal.Floor(a[0].Number())),
        Define("floor(n: number, scale: number)", a => Round(a[0], a[1], decimal.Floor)),
        Define("ceiling(n: number)", a => decimal.Ceiling(a[0].Number())),
        Define("ceiling(n: number, scale: number)", a => Round(a[0], a[1], decimal.Ceiling)),
        Define("round up(n: number, scale: number)", a => Round(a[0], a[1], n => n < 0 ? decimal.Floor(n) : decimal.Ceiling(n))),
        Define("round down(n: number, scale: number)", a => Round(a[0], a[1], decimal.Truncate)),
        Define("round half up(n: number, scale: number)", a => Round(a[0], a[1], n => Math.Round(n, MidpointRounding.AwayFromZero))),
        Define("round half down(n: number, scale: number)", a => Round(a[0], a[1], HalfDown)),
        Define("abs(n: number)", a => Math.Abs(a[0].Number())),
        Define("abs(n: days and time duration)", a => new FeelDaysTimeDuration(((FeelDaysTimeDuration)a[0]).Value.Duration())),
        Define("abs(n: years and months duration)", a => new FeelYearsMonthsDuration(Math.Abs(((FeelYearsMonthsDuration)a[0]).Months))),
        Define("modulo(dividend: number, divisor: number)", a => Modulo(a[0].Number(), a[1].Number())),
        Define("sqrt(number: number)", a => a[0].Number() < 0 ? null : Numerics.SquareRoot(a[0].Number())),
        Define("log(number: number)", a => a[0].Number() <= 0 ? null : Numerics.FromDouble(Math.Log((double)a[0].Number()))),
        Define("exp(number: number)", a => Numerics.FromDouble(Math.Exp((double)a[0].Number()))),
        Define("odd(number: number)", a => decimal.IsInteger(a[0].Number()) ? a[0].Number() % 2 != 0 : null),
        Define("even(number: number)", a => decimal.IsInteger(a[0].Number()) ? a[0].Number() % 2 == 0 : null),
    ];

    private static FeelValue? Round(FeelValue number, FeelValue scale, Func<decimal, decimal> toWhole)
    {
        var places = decimal.Truncate(scale.Number());
        return places is < -6111 or > 6176 ? null : Numerics.Round(number.Number(), places, toWhole);
    }

    private static decimal HalfDown(decimal number)
    {
        var whole = decimal.Truncate(number);
        return Math.Abs(number - whole) <= 0.5m ? whole : whole + Math.Sign(number);
    }

    // The result has the divisor's sign: modulo(-12, 5) is 3.
    private static FeelValue? Modulo(decimal dividend, decimal divisor) =>
        divisor == 0 ? null : dividend - divisor * decimal.Floor(dividend / divisor);
}
