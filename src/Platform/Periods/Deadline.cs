namespace Verwaltung.Periods;

/// <summary>What starts a period.</summary>
public enum PeriodStart
{
    /// <summary>An event in the course of a day (notification, receipt, moving in): that day is not counted (§ 187(1) BGB).</summary>
    Event,

    /// <summary>The beginning of a day ("from 1 March", age): that day counts (§ 187(2) BGB).</summary>
    DayBegins,
}

/// <summary>Whether a period that ends on a Saturday, Sunday or holiday ends on the next working day instead.</summary>
public enum RollOver
{
    /// <summary>The rule: § 31(3) s. 1 VwVfG, § 26(3) SGB X, § 108(3) AO, § 222(2) ZPO, § 193 BGB.</summary>
    ToNextWorkingDay,

    /// <summary>The authority told the person a fixed day and referred to the provision (§ 31(3) s. 2 VwVfG).</summary>
    FixedDayTold,

    /// <summary>A benefit granted for a period ends with it, also on a day off (§ 31(4) VwVfG).</summary>
    BenefitPeriod,

    /// <summary>The authority is to act by the day, or it set an appointment: the day stays (§ 31(5) VwVfG; internal limits).</summary>
    AppointmentOrAuthority,
}

/// <summary>A period with its last day, and how it came about.</summary>
/// <param name="Start">The day of the event, or the first day that counts.</param>
/// <param name="Length">The length of the period; empty where a day was named instead.</param>
/// <param name="BeforeRollOver">The last day by § 188 BGB alone.</param>
/// <param name="LastDay">The last day; the period ends with its last moment (24:00 local time).</param>
/// <param name="Reasons">The steps from start to end.</param>
public sealed record Deadline(DateOnly Start, Period Length, DateOnly BeforeRollOver, DateOnly LastDay, IReadOnlyList<Reason> Reasons);
