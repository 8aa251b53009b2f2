namespace Verwaltung.Feel.Evaluation;

/// <summary>Properties of dates, times, durations and ranges (DMN 1.5, table 65).</summary>
internal static class Properties
{
    /// <summary>The property's value, or C# null if that kind of value has none of that name.</summary>
    public static FeelValue? Read(FeelValue value, string name, FeelEnvironment environment) => value switch
    {
        FeelDate date => OfDate(date.Value, name),
        FeelDateTime at => OfDate(DateOnly.FromDateTime(at.Local), name) ?? OfTime(TimeOnly.FromDateTime(at.Local), at.Offset, at.Zone, name),
        FeelTime time => OfTime(time.Value, time.Offset, time.Zone, name),
        FeelDaysTimeDuration duration => OfDuration(duration.Value, name),
        FeelYearsMonthsDuration duration => OfDuration(duration.Months, name),
        FeelRange range => OfRange(range, name),
        _ => null,
    };

    private static FeelValue? OfDate(DateOnly date, string name) => name switch
    {
        "year" => date.Year,
        "month" => date.Month,
        "day" => date.Day,
        "weekday" => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek,
        _ => null,
    };

    private static FeelValue? OfTime(TimeOnly time, TimeSpan? offset, FeelZone? zone, string name) => name switch
    {
        "hour" => time.Hour,
        "minute" => time.Minute,
        "second" => time.Second,
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

    private static FeelValue? OfDuration(int months, string name) => name switch
    {
        "years" => months / 12,
        "months" => months % 12,
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
