using Verwaltung.Feel.Numbers;

namespace Verwaltung.Feel.Evaluation;

/// <summary>Properties of dates, times, durations and ranges (DMN 1.5, table 65).</summary>
internal static class Properties
{
    /// <summary>The property's value, or C# null if that kind of value has none of that name.</summary>
    public static FeelValue? Read(FeelValue value, string name, FeelEnvironment environment) => value switch
    {
        FeelDate date => OfDate(date.Civil, name),
        FeelDateTime at => OfDate(at.Date.Civil, name) ?? OfTime(at.Nanoseconds, at.Offset, at.Zone, name),
        FeelTime time => OfTime(time.Nanoseconds, time.Offset, time.Zone, name),
        FeelDaysTimeDuration duration => OfDuration(duration.Value, name),
        FeelYearsMonthsDuration duration => OfDuration(duration.Months, name),
        FeelRange range => OfRange(range, name),
        _ => null,
    };

    private static FeelValue? OfDate(CivilDay day, string name) => name switch
    {
        "year" => new FeelNumber(day.Year),
        "month" => day.Month,
        "day" => day.Day,
        "weekday" => day.Weekday,
        _ => null,
    };

    private static FeelValue? OfTime(long nanoseconds, TimeSpan? offset, FeelZone? zone, string name) => name switch
    {
        "hour" => (int)(nanoseconds / 3_600_000_000_000),
        "minute" => (int)(nanoseconds / 60_000_000_000 % 60),
        "second" => (int)(nanoseconds / 1_000_000_000 % 60),
        "time offset" => offset is { } known ? new FeelDaysTimeDuration(known) : FeelNull.Instance,
        "timezone" => zone?.Name,
        _ => null,
    };

    private static FeelValue? OfDuration(TimeSpan span, string name) => name switch
    {
        "days" => span.Days,
        "hours" => span.Hours,
        "minutes" => span.Minutes,
        "seconds" => span.Ticks % TimeSpan.TicksPerMinute / (decimal)TimeSpan.TicksPerSecond,
        _ => null,
    };

    private static FeelNumber? OfDuration(long months, string name) => name switch
    {
        "years" => new FeelNumber(months / 12),
        "months" => new FeelNumber(months % 12),
        _ => null,
    };

    private static FeelValue? OfRange(FeelRange range, string name) => name switch
    {
        "start" => range.Low,
        "end" => range.High,
        "start included" => range.LowIncluded,
        "end included" => range.HighIncluded,
        _ => null,
    };
}
