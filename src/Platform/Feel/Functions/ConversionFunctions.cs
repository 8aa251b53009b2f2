using System.Globalization;
using Verwaltung.Feel.Evaluation;
using static Verwaltung.Feel.Functions.BuiltIn;

namespace Verwaltung.Feel.Functions;

/// <summary>Conversion functions (DMN 1.5, clause 10.3.4.1, table 66).</summary>
internal static class ConversionFunctions
{
    public static BuiltIn[] All { get; } =
    [
        Define("date(from: string)", a => Temporals.ParseDate(a[0].Text())),
        Define("date(from: date)", a => a[0]),
        Define("date(from: date and time)", a => DateOnly.FromDateTime(((FeelDateTime)a[0]).Local)),
        Define("date(year: number, month: number, day: number)", a =>
            a[0].Whole() is { } year && a[1].Whole() is { } month && a[2].Whole() is { } day ? (FeelValue)new DateOnly(year, month, day) : null),
        Define("date and time(from: string)", a => Temporals.ParseDateTime(a[0].Text()) ?? LocalMidnight(Temporals.ParseDate(a[0].Text()))),
        Define("date and time(from: date and time)", a => a[0]),
        Define("date and time(date: date, time: time)", a => Combine(((FeelDate)a[0]).Value, (FeelTime)a[1])),
        Define("date and time(date: date and time, time: time)", a => Combine(DateOnly.FromDateTime(((FeelDateTime)a[0]).Local), (FeelTime)a[1])),
        Define("time(from: string)", a => Temporals.ParseTime(a[0].Text())),
        Define("time(from: time)", a => a[0]),
        Define("time(from: date and time)", a => new FeelTime(TimeOnly.FromDateTime(((FeelDateTime)a[0]).Local), ((FeelDateTime)a[0]).Zone)),
        Define("time(hour: number, minute: number, second: number, offset?: days and time duration)", a => Time(a[0], a[1], a[2].Number(), a[3] as FeelDaysTimeDuration)),
        Define("duration(from: string)", a => Temporals.ParseDuration(a[0].Text())),
        Define("duration(from: duration)", a => a[0]),
        Define("years and months duration(from: date, to: date)", a => Months(((FeelDate)a[0]).Value, ((FeelDate)a[1]).Value)),
        Define("years and months duration(from: date and time, to: date and time)", a =>
            Months(DateOnly.FromDateTime(((FeelDateTime)a[0]).Local), DateOnly.FromDateTime(((FeelDateTime)a[1]).Local))),
        Define("number(from: string, grouping separator?: string, decimal separator?: string)", a => Number(a[0].Text(), a[1] as FeelString, a[2] as FeelString)),
        Define("string(from: Any)", a => a[0] is FeelNull ? null : FeelText.Of(a[0])),
    ];

    private static FeelDateTime? LocalMidnight(FeelDate? date) => date is null ? null : new FeelDateTime(date.Value.ToDateTime(TimeOnly.MinValue));

    private static FeelDateTime Combine(DateOnly date, FeelTime time) => new(date.ToDateTime(time.Value), time.Zone);

    private static FeelTime? Time(FeelValue hour, FeelValue minute, decimal second, FeelDaysTimeDuration? offset)
    {
        if (hour.Whole() is not { } h || minute.Whole() is not { } m || second is < 0 or >= 60) return null;
        var whole = (int)decimal.Truncate(second);
        var time = new TimeOnly(h, m, whole).Add(TimeSpan.FromTicks((long)((second - whole) * TimeSpan.TicksPerSecond)));
        if (offset is null) return new FeelTime(time);
        return Temporals.Offset(offset.Value) is { } zone ? new FeelTime(time, zone) : null;
    }

    // Whole months only; backwards the days are counted the other way round.
    private static FeelYearsMonthsDuration Months(DateOnly from, DateOnly to)
    {
        var months = (to.Year - from.Year) * 12 + to.Month - from.Month;
        if (months > 0 && to.Day < from.Day) months--;
        if (months < 0 && to.Day > from.Day) months++;
        return new FeelYearsMonthsDuration(months);
    }

    private static FeelNumber? Number(string text, FeelString? grouping, FeelString? point)
    {
        if (grouping is { Value: not (" " or "," or ".") } || point is { Value: not ("," or ".") } || (grouping is not null && grouping == point)) return null;
        if (grouping is not null) text = text.Replace(grouping.Value, "", StringComparison.Ordinal);
        if (point is { Value: "," })
        {
            if (text.Contains('.', StringComparison.Ordinal)) return null;
            text = text.Replace(',', '.');
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) ? new FeelNumber(number) : null;
    }
}
