using System.Globalization;
using Verwaltung.Feel.Evaluation;
using Verwaltung.Feel.Numbers;
using static Verwaltung.Feel.Functions.BuiltIn;

namespace Verwaltung.Feel.Functions;

/// <summary>Date and time functions (DMN 1.5, clauses 10.3.4.6 to 10.3.4.8): <c>is</c>, the clock, the calendar.</summary>
internal static class TemporalFunctions
{
    private static readonly string[] DayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static BuiltIn[] All { get; } =
    [
        Define("is(value1?: Any, value2?: Any)", a => Is(a[0], a[1])),
        Define("now()", (_, environment) => FeelDateTime.At(environment.Now, environment.Zone)),
        Define("today()", (_, environment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(environment.Now, environment.Zone).DateTime)),
        .. OfDay("day of year", day => day.DayOfYear),
        .. OfDay("day of week", day => DayNames[day.Weekday - 1]),
        .. OfDay("month of year", day => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(day.Month)),
        .. OfDay("week of year", day => day.Week),
    ];

    private static BuiltIn[] OfDay(string name, Func<CivilDay, FeelValue> body) =>
    [
        Define($"{name}(date: date)", a => body(((FeelDate)a[0]).Civil)),
        Define($"{name}(date: date and time)", a => body(((FeelDateTime)a[0]).Date.Civil)),
    ];

    // Identity in the value's own terms: equal instants told in different zones are not the same.
    private static FeelValue Is(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelTime a, FeelTime b) => a == b,
        (FeelDateTime a, FeelDateTime b) => a == b,
        _ => left.Kind == right.Kind && Comparisons.Equal(left, right) == true,
    };
}
