using System.Globalization;

namespace Verwaltung.Periods;

/// <summary>Why a day is no working day: a Saturday, a Sunday, or a public holiday.</summary>
/// <param name="Day">The day.</param>
/// <param name="Holiday">The holiday, also when it falls on a weekend; null for a plain Saturday or Sunday.</param>
public sealed record DayOff(DateOnly Day, Holiday? Holiday)
{
    /// <summary>"Karfreitag", "Samstag": the reason in one word.</summary>
    public string Name(CultureInfo culture) => Holiday?.Name(culture) ?? culture.DateTimeFormat.GetDayName(Day.DayOfWeek);
}

/// <summary>
/// The working days at the place that matters for an act (the seat of the authority or court, § 31(3) VwVfG, § 193 BGB):
/// every day but Saturdays, Sundays and the public holidays of its Land.
/// </summary>
/// <param name="Land">The Land whose holidays count.</param>
public sealed record WorkingDays(Land Land)
{
    /// <summary>Says why the day is no working day; null on a working day.</summary>
    /// <exception cref="HolidaysUnknownException">The holidays of that Land and year are not recorded.</exception>
    public DayOff? WhyOff(DateOnly day)
    {
        var holiday = Holidays.In(Land, day.Year).FirstOrDefault(h => h.Day == day);
        return holiday is not null || day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? new(day, holiday) : null;
    }

    /// <summary>
    /// The working day that is <paramref name="count"/> working days after <paramref name="day"/>, before it for a negative count;
    /// the day itself is not counted, and is the answer for none.
    /// </summary>
    public DateOnly Add(DateOnly day, int count)
    {
        var at = day;
        for (var left = Math.Abs(count); left > 0; left--)
            do
                at = at.AddDays(Math.Sign(count));
            while (!Contains(at));
        return at;
    }

    /// <summary>How many working days lie after <paramref name="from"/> up to and including <paramref name="to"/>; negative if that is earlier.</summary>
    public int Count(DateOnly from, DateOnly to)
    {
        if (to < from)
            return -Count(to, from);
        var count = 0;
        for (var day = from; day < to;)
            count += Contains(day = day.AddDays(1)) ? 1 : 0;
        return count;
    }

    /// <summary>Whether the day is a working day in law.</summary>
    public bool Contains(DateOnly day) => WhyOff(day) is null;

    /// <summary>The day itself if it is a working day, otherwise the next one.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!Contains(day))
            day = day.AddDays(1);
        return day;
    }
}
