using Verwaltung.Feel.Numbers;
using static Verwaltung.Feel.Functions.BuiltIn;

namespace Verwaltung.Feel.Functions;

/// <summary>Numeric functions (DMN 1.5, clause 10.3.4.5). Scales lie between -6111 and 6176, the limits of decimal128.</summary>
internal static class NumericFunctions
{
    private static readonly FeelNumber Two = new(2);

    public static BuiltIn[] All { get; } =
    [
        Define("decimal(n: number, scale: number)", a => Round(a[0], a[1], Rounding.HalfEven)),
        Define("floor(n: number)", a => Round(a[0], 0, Rounding.Floor)),
        Define("floor(n: number, scale: number)", a => Round(a[0], a[1], Rounding.Floor)),
        Define("ceiling(n: number)", a => Round(a[0], 0, Rounding.Ceiling)),
        Define("ceiling(n: number, scale: number)", a => Round(a[0], a[1], Rounding.Ceiling)),
        Define("round up(n: number, scale: number)", a => Round(a[0], a[1], Rounding.Up)),
        Define("round down(n: number, scale: number)", a => Round(a[0], a[1], Rounding.Down)),
        Define("round half up(n: number, scale: number)", a => Round(a[0], a[1], Rounding.HalfUp)),
        Define("round half down(n: number, scale: number)", a => Round(a[0], a[1], Rounding.HalfDown)),
        Define("abs(n: number)", a => a[0].Number() is { Sign: < 0 } negative ? -negative : a[0]),
        Define("abs(n: days and time duration)", a => new FeelDaysTimeDuration(((FeelDaysTimeDuration)a[0]).Value.Duration())),
        Define("abs(n: years and months duration)", a => new FeelYearsMonthsDuration(Math.Abs(((FeelYearsMonthsDuration)a[0]).Months))),
        Costly("modulo(dividend: number, divisor: number)", (x, y) => x % y),
        Costly("sqrt(number: number)", (x, _) => FeelNumber.Of(Transcendental.SquareRoot(x.Wide))),
        Costly("log(number: number)", (x, _) => FeelNumber.Of(Transcendental.Log(x.Wide))),
        Costly("exp(number: number)", (x, _) => FeelNumber.Of(Transcendental.Exp(x.Wide))),
        Define("odd(number: number)", a => a[0].Number().IsInteger ? (a[0].Number() % Two).Sign != 0 : null),
        Define("even(number: number)", a => a[0].Number().IsInteger ? (a[0].Number() % Two).Sign == 0 : null),
    ];

    private static BuiltIn Costly(string signature, Func<FeelNumber, FeelNumber, FeelNumber> body) => Define(signature, (a, environment) =>
    {
        environment.Spend(Transcendental.Cost);
        return body(a[0].Number(), a[^1].Number());
    });

    private static FeelNumber? Round(FeelValue number, FeelValue scale, Rounding rounding)
    {
        var places = decimal.Truncate(scale.Number().Value);
        return places is < -6111 or > 6176 ? null : FeelNumber.Of(number.Number().Wide.Quantized((int)places, rounding));
    }
}
