using Verwaltung.Feel.Numbers;

namespace Verwaltung.Feel;

/// <summary>A date without time or zone (clause 10.3.2.3.5), of the Gregorian calendar in both directions, years -999,999,999 to 999,999,999.</summary>
public sealed record FeelDate : FeelValue
{
    public FeelDate(DateOnly value) => Number = value.DayNumber;

    private FeelDate(long number) => Number = number;

    /// <summary>The day as .NET has it; a day before year 1 or after year 9999 as the first or last day of that range.</summary>
    public DateOnly Value => DateOnly.FromDayNumber((int)Math.Clamp(Number, 0, DateOnly.MaxValue.DayNumber));

    internal override string Kind => "date";

    /// <summary>Days since 1 January of year 1.</summary>
    internal long Number { get; }

    internal CivilDay Civil => CivilDay.Of(Number);

    /// <exception cref="OverflowException">The year is beyond what FEEL knows.</exception>
    internal static FeelDate Of(long number) =>
        CivilDay.Of(number).IsKnown ? new FeelDate(number) : throw new OverflowException("Expected a year of at most nine digits.");

    /// <exception cref="ArgumentOutOfRangeException">There is no such day.</exception>
    internal static FeelDate Of(CivilDay day) => new(day.Number());

    internal FeelDate AddMonths(long months) => Of(Civil.AddMonths(months));
}

/// <summary>A time of day to the nanosecond, with a zone if one was given (clause 10.3.2.3.4).</summary>
public sealed record FeelTime : FeelValue
{
    public FeelTime(TimeOnly value, FeelZone? zone = null) => (Nanoseconds, Zone) = (value.Ticks * 100, zone);

    internal FeelTime(long nanoseconds, FeelZone? zone) => (Nanoseconds, Zone) = (nanoseconds, zone);

    /// <summary>The time as .NET has it, to 100 nanoseconds.</summary>
    public TimeOnly Value => new(Nanoseconds / 100);

    public FeelZone? Zone { get; }

    internal override string Kind => "time";

    internal long Nanoseconds { get; }

    /// <summary>Offset from UTC, null for a local time. A named zone is asked at the first day of FEEL's calendar, as a time has no date.</summary>
    internal TimeSpan? Offset => Zone?.OffsetAt(new DateTime(1970, 1, 1).Add(Value.ToTimeSpan()));

    internal Int128 SinceMidnight => Nanoseconds - (Offset?.Ticks ?? 0) * (Int128)100;
}

/// <summary>A date and time to the nanosecond, with a zone if one was given (clause 10.3.2.3.6).</summary>
public sealed record FeelDateTime : FeelValue
{
    internal const long Day = 86_400_000_000_000;

    /// <param name="local">The date and the time of day as written.</param>
    /// <param name="zone">Null for a local date and time.</param>
    public FeelDateTime(DateTime local, FeelZone? zone = null) : this(new FeelDate(DateOnly.FromDateTime(local)), local.TimeOfDay.Ticks * 100, zone) { }

    internal FeelDateTime(FeelDate date, long nanoseconds, FeelZone? zone) => (Date, Nanoseconds, Zone) = (date, nanoseconds, zone);

    /// <summary>
    /// The date and the time of day as .NET has them (see <see cref="FeelDate.Value"/>, <see cref="FeelTime.Value"/>); its Kind is Unspecified.
    /// </summary>
    public DateTime Local => Date.Value.ToDateTime(new TimeOnly(Nanoseconds / 100));

    /// <summary>Null for a local date and time.</summary>
    public FeelZone? Zone { get; }

    internal override string Kind => "date and time";

    internal FeelDate Date { get; }

    internal long Nanoseconds { get; }

    /// <summary>Offset from UTC, null for a local date and time.</summary>
    internal TimeSpan? Offset => Zone?.OffsetAt(Local);

    internal FeelTime Time => new(Nanoseconds, Zone);

    /// <summary>Nanoseconds since the first day of year 1, at UTC where there is a zone.</summary>
    internal Int128 Instant => Clock - (Offset?.Ticks ?? 0) * (Int128)100;

    private Int128 Clock => (Int128)Date.Number * Day + Nanoseconds;

    private bool IsOrdinary => Date.Number is > 1 and < 3_652_050;

    public static FeelDateTime At(DateTimeOffset instant) =>
        new(instant.DateTime, FeelZone.Of(instant.Offset));

    /// <summary>The instant told in <paramref name="zone"/>, keeping the zone's name.</summary>
    public static FeelDateTime At(DateTimeOffset instant, TimeZoneInfo zone) =>
        new(TimeZoneInfo.ConvertTime(instant, zone).DateTime, FeelZone.Of(zone));

    /// <summary>The instant meant; a local date and time is taken as one of <paramref name="local"/>. Beyond .NET's years the first or last there is.</summary>
    public DateTimeOffset ToInstant(TimeZoneInfo local)
    {
        var ticks = Local.Ticks - (Zone ?? FeelZone.Of(local)).OffsetAt(Local).Ticks;
        return new DateTimeOffset(Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero);
    }

    /// <summary>Moved by a duration: in a named zone a day is not always 24 hours, the duration passes on the clock of UTC.</summary>
    /// <exception cref="OverflowException">The year is beyond what FEEL knows.</exception>
    internal FeelDateTime Add(TimeSpan duration)
    {
        var moved = At(Clock + duration.Ticks * (Int128)100);
        if (Zone is null || !IsOrdinary || !moved.IsOrdinary) return moved;
        var (before, after) = (Offset!.Value, Zone.FromUtc(Local - Offset.Value + duration) - (Local - Offset.Value + duration));
        return moved.At(moved.Clock + (after - before).Ticks * (Int128)100);
    }

    internal FeelDateTime AddMonths(long months) => new(Date.AddMonths(months), Nanoseconds, Zone);

    private FeelDateTime At(Int128 clock)
    {
        var day = (long)(clock / Day) - (clock % Day < 0 ? 1 : 0);
        return new FeelDateTime(FeelDate.Of(day), (long)(clock - (Int128)day * Day), Zone);
    }
}

/// <summary>A duration of days, hours, minutes and seconds to 100 nanoseconds (clause 10.3.2.3.7).</summary>
public sealed record FeelDaysTimeDuration(TimeSpan Value) : FeelValue
{
    internal override string Kind => "days and time duration";
}

/// <summary>A duration of whole months, written in years and months (clause 10.3.2.3.8).</summary>
public sealed record FeelYearsMonthsDuration(long Months) : FeelValue
{
    internal override string Kind => "years and months duration";
}
