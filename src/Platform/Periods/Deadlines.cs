namespace Verwaltung.Periods;

/// <summary>
/// Computes when periods end: §§ 187-193 BGB, to which § 31(1) VwVfG, § 26(1) SGB X, § 108(1) AO and § 57(2) VwGO with § 222(1) ZPO refer,
/// and the move to the next working day of their third paragraphs and § 222(2) ZPO. Pure: no clock, no time zone; days are local days.
/// </summary>
/// <param name="WorkingDays">The working days at the place that matters.</param>
/// <param name="Law">Whose clause is cited for the move; the calculation is the same in all of them.</param>
public sealed record Deadlines(WorkingDays WorkingDays, ProcedureLaw Law = ProcedureLaw.VwVfG)
{
    private static readonly Norm Event = new("§ 187 Abs. 1 BGB");
    private static readonly Norm DayBegins = new("§ 187 Abs. 2 BGB");
    private static readonly Norm End = new("§ 188 BGB");
    private static readonly Norm MonthEnd = new("§ 188 Abs. 3 BGB");

    /// <summary>The end of a period that starts with an event on a day, or with the beginning of a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The period ends after the year 9999.</exception>
    /// <exception cref="HolidaysUnknownException">The holidays at the end of the period are not recorded.</exception>
    public Deadline Compute(DateOnly start, Period length, PeriodStart startsWith = PeriodStart.Event, RollOver rollOver = RollOver.ToNextWorkingDay)
    {
        if ((long)start.DayNumber + (length.TotalMonths * 31L) + length.TotalDays > DateOnly.MaxValue.DayNumber - 31)
            throw new ArgumentOutOfRangeException(nameof(length), "The period ends after the year 9999.");
        var reasons = new List<Reason>
        {
            startsWith is PeriodStart.Event ? Reason.Of("deadline.event-day", start, Event) : Reason.Of("deadline.first-day", start, DayBegins),
        };
        var nominal = Nominal(start, length, startsWith, reasons);
        var last = rollOver is RollOver.ToNextWorkingDay ? Roll(nominal, reasons) : Stay(nominal, rollOver, reasons);
        return new(start, length, nominal, last, reasons);
    }

    /// <summary>
    /// Extends a period: the new one runs from the end of the old one (§ 190 BGB), that is from its last day after a move to the
    /// next working day. Whether it may be extended is not asked here: periods set by the authority may (§ 31(7) VwVfG), statutory ones not.
    /// </summary>
    public Deadline Extend(Deadline deadline, Period by)
    {
        ArgumentNullException.ThrowIfNull(deadline);
        return Extend(deadline.LastDay, by);
    }

    /// <summary>Extends a period of which only the last day is kept (after its move, if it moved).</summary>
    public Deadline Extend(DateOnly lastDay, Period by)
    {
        var extended = Compute(lastDay, by);
        return extended with { Reasons = [Reason.Of("deadline.extended", lastDay, new Norm("§ 190 BGB")), .. extended.Reasons.Skip(1)] };
    }

    /// <summary>
    /// The end of a period for which the authority names a day instead of a length. On a Saturday, Sunday or holiday it moves as any other:
    /// a day alone does not keep it there, only a day told with reference to the provision (§ 31(3) s. 2 VwVfG).
    /// </summary>
    public Deadline EndingOn(DateOnly named)
    {
        var reasons = new List<Reason> { Reason.Of("deadline.named", named) };
        return new(named, default, named, Roll(named, reasons), reasons);
    }

    /// <summary>The day meant by "beginning", "middle" or "end" of a month: the 1st, the 15th, the last (§ 192 BGB).</summary>
    public static DateOnly DayOf(MonthPart part, int year, int month) => part switch
    {
        MonthPart.Beginning => new(year, month, 1),
        MonthPart.Middle => new(year, month, 15),
        _ => new(year, month, DateTime.DaysInMonth(year, month)),
    };

    private static DateOnly Nominal(DateOnly start, Period length, PeriodStart startsWith, List<Reason> reasons)
    {
        // A period that starts with a day ends the day before the day of the same number (§ 188(2) BGB). Stepping back first keeps
        // "from 31 January, one month" on the last of February; from the 1st the step crosses the month and must come last.
        var stepBackFirst = startsWith is PeriodStart.DayBegins && (start.Day > 1 || length.TotalMonths == 0);
        var from = stepBackFirst ? start.AddDays(-1) : start;
        var monthsLater = from.AddMonths(length.TotalMonths);
        if (startsWith is PeriodStart.DayBegins && !stepBackFirst)
            monthsLater = monthsLater.AddDays(-1);
        else if (monthsLater.Day != from.Day)
            reasons.Add(Reason.Of("deadline.month-too-short", from.Day, monthsLater, MonthEnd));
        var end = monthsLater.AddDays(length.TotalDays);
        reasons.Add(Reason.Of("deadline.ends", length, end, End));
        return end;
    }

    private DateOnly Roll(DateOnly nominal, List<Reason> reasons)
    {
        var last = nominal;
        for (; WorkingDays.WhyOff(last) is { } off; last = last.AddDays(1))
            reasons.Add(Reason.Of("deadline.day-off", last, off));
        if (last != nominal)
            reasons.Add(Reason.Of("deadline.rolls", last, Law.RollOver()));
        if (last is { Month: 12, Day: 24 or 31 })
            reasons.Add(Reason.Of("deadline.december-working-day", last));
        return last;
    }

    private DateOnly Stay(DateOnly nominal, RollOver rollOver, List<Reason> reasons)
    {
        if (WorkingDays.WhyOff(nominal) is { } off)
            reasons.AddRange([Reason.Of("deadline.day-off", nominal, off), Reason.Of(WhyItStays(rollOver), nominal)]);
        return nominal;
    }

    private static string WhyItStays(RollOver rollOver) => rollOver switch
    {
        RollOver.FixedDayTold => "deadline.fixed-day",
        RollOver.BenefitPeriod => "deadline.benefit-period",
        _ => "deadline.appointment",
    };
}

/// <summary>A part of a month as statutes and contracts name it (§ 192 BGB).</summary>
public enum MonthPart
{
    /// <summary>The 1st.</summary>
    Beginning,

    /// <summary>The 15th.</summary>
    Middle,

    /// <summary>The last day.</summary>
    End,
}
