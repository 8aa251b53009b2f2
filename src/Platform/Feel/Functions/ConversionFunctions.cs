using Verwaltung.Feel.Numbers;
using static Verwaltung.Feel.Functions.BuiltIn;

namespace Verwaltung.Feel.Functions;

/// <summary>Conversion functions (DMN 1.5, clause 10.3.4.1, table 66).</summary>
internal static class ConversionFunctions
{
    public static BuiltIn[] All { get; } =
    [
        Define("date(from: string)", a => Temporals.ParseDate(a[0].Text())),
        Define("date(from: date)", a => a[0]),
        Define("date(from: date and time)", a => ((FeelDateTime)a[0]).Date),
        Define("date(year: number, month: number, day: number)", a =>
            a[0].Whole() is { } year && a[1].Whole() is { } month && a[2].Whole() is { } day ? FeelDate.Of(new CivilDay(year, month, day)) : null),
        Define("date and time(from: string)", a => Temporals.ParseDateTime(a[0].Text()) ?? LocalMidnight(Temporals.ParseDate(a[0].Text()))),
        Define("date and time(from: date and time)", a => a[0]),
        Define("date and time(date: date, time: time)", a => Combine((FeelDate)a[0], (FeelTime)a[1])),
        Define("date and time(date: date and time, time: time)", a => Combine(((FeelDateTime)a[0]).Date, (FeelTime)a[1])),
        Define("time(from: string)", a => Temporals.ParseTime(a[0].Text())),
        Define("time(from: time)", a => a[0]),
        Define("time(from: date and time)", a => ((FeelDateTime)a[0]).Time),
        Define(
            "time(hour: number, minute: number, second: number, offset?: days and time duration)", a =>
                Time(a[0], a[1], a[2].Number().Value, a[3] as FeelDaysTimeDuration)),
        Define("duration(from: string)", a => Temporals.ParseDuration(a[0].Text())),
        Define("duration(from: duration)", a => a[0]),
        Define("years and months duration(from: date, to: date)", a => Months(((FeelDate)a[0]).Civil, ((FeelDate)a[1]).Civil)),
        Define("years and months duration(from: date and time, to: date and time)", a =>
            Months(((FeelDateTime)a[0]).Date.Civil, ((FeelDateTime)a[1]).Date.Civil)),
        Define(
            "number(from: string, grouping separator?: string, decimal separator?: string)", a => Number(a[0].Text(), a[1] as FeelString, a[2] as FeelString)),
        Define("string(from: Any)", a => a[0] is FeelNull ? null : FeelText.Of(a[0])),
    ];

    private static FeelDateTime? LocalMidnight(FeelDate? date) => date is null ? null : new FeelDateTime(date, 0, null);

    private static FeelDateTime Combine(FeelDate date, FeelTime time) => new(date, time.Nanoseconds, time.Zone);

    private static FeelTime? Time(FeelValue hour, FeelValue minute, decimal second, FeelDaysTimeDuration? offset)
    {
        if (hour.Whole() is not (>= 0 and < 24 and var h) || minute.Whole() is not (>= 0 and < 60 and var m) || second is < 0 or >= 60) return null;
        var time = (h * 60L + m) * 60_000_000_000 + (long)(second * 1_000_000_000);
        if (offset is null) return new FeelTime(time, null);
        return Temporals.Offset(offset.Value) is { } zone ? new FeelTime(time, zone) : null;
    }

    // Whole months only; backwards the days are counted the other way round.
    private static FeelYearsMonthsDuration Months(CivilDay from, CivilDay to)
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

        return FeelNumber.Parse(text);
    }
}
