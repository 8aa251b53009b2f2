namespace Verwaltung.Feel;

/// <summary>A date without time or zone (clause 10.3.2.3.5). Years 1 to 9999.</summary>
public sealed record FeelDate(DateOnly Value) : FeelValue
{
    internal override string Kind => "date";
}

/// <summary>A time of day, with a zone if one was given (clause 10.3.2.3.4).</summary>
public sealed record FeelTime(TimeOnly Value, FeelZone? Zone = null) : FeelValue
{
    internal override string Kind => "time";

    /// <summary>Offset from UTC, null for a local time. A named zone is asked at the first day of FEEL's calendar, as a time has no date.</summary>
    internal TimeSpan? Offset => Zone?.OffsetAt(new DateTime(1970, 1, 1).Add(Value.ToTimeSpan()));
}

/// <summary>A date and time, with a zone if one was given (clause 10.3.2.3.6).</summary>
/// <param name="Local">The date and the time of day as written; its Kind is Unspecified.</param>
/// <param name="Zone">Null for a local date and time.</param>
public sealed record FeelDateTime(DateTime Local, FeelZone? Zone = null) : FeelValue
{
    internal override string Kind => "date and time";

    /// <summary>Offset from UTC, null for a local date and time.</summary>
    internal TimeSpan? Offset => Zone?.OffsetAt(Local);

    public static FeelDateTime At(DateTimeOffset instant) =>
        new(instant.DateTime, FeelZone.Of(instant.Offset));

    /// <summary>The instant told in <paramref name="zone"/>, keeping the zone's name.</summary>
    public static FeelDateTime At(DateTimeOffset instant, TimeZoneInfo zone) =>
        new(TimeZoneInfo.ConvertTime(instant, zone).DateTime, FeelZone.Of(zone));

    /// <summary>The instant meant; a local date and time is taken as one of <paramref name="local"/>.</summary>
    public DateTimeOffset ToInstant(TimeZoneInfo local)
    {
        var offset = (Zone ?? FeelZone.Of(local)).OffsetAt(Local);
        return new DateTimeOffset(DateTime.SpecifyKind(Local - offset, DateTimeKind.Utc));
    }
}

/// <summary>A duration of days, hours, minutes and seconds (clause 10.3.2.3.7).</summary>
public sealed record FeelDaysTimeDuration(TimeSpan Value) : FeelValue
{
    internal override string Kind => "days and time duration";
}

/// <summary>A duration of whole months, written in years and months (clause 10.3.2.3.8).</summary>
public sealed record FeelYearsMonthsDuration(int Months) : FeelValue
{
    internal override string Kind => "years and months duration";
}
