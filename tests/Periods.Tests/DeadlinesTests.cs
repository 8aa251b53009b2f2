using System.Globalization;

namespace Verwaltung.Periods.Tests;

public sealed class DeadlinesTests
{
    private static readonly Deadlines Deadlines = new(new WorkingDays(Land.NW));

    [Theory]
    [InlineData("2026-03-12", "P2W", "2026-03-26", "2026-03-26")] // moved in on a Thursday
    [InlineData("2026-03-20", "P2W", "2026-04-03", "2026-04-07")] // Good Friday, weekend, Easter Monday
    [InlineData("2026-02-13", "P3M", "2026-05-13", "2026-05-13")] // § 42a, complete file
    [InlineData("2025-11-30", "P3M", "2026-02-28", "2026-03-02")] // no 30 February
    [InlineData("2025-12-31", "P1Y", "2026-12-31", "2026-12-31")] // § 58(2) VwGO; New Year's Eve is a working day
    [InlineData("2025-02-28", "P1M", "2025-03-28", "2025-03-28")] // the same number, not the end of the month
    [InlineData("2024-02-29", "P1Y", "2025-02-28", "2025-02-28")]
    [InlineData("2025-01-30", "P1M15D", "2025-03-15", "2025-03-17")] // § 189(2): the days last
    [InlineData("2026-12-10", "P15D", "2026-12-25", "2026-12-28")] // both Christmas days and Sunday
    public void A_period_after_an_event_ends(string start, string length, string nominal, string last) =>
        Assert.Equal((Day(nominal), Day(last)), Ends(Deadlines.Compute(Day(start), Period.Parse(length))));

    [Theory]
    [InlineData("2026-03-01", "P1M", "2026-03-31")]
    [InlineData("2026-01-31", "P1M", "2026-02-28")]
    [InlineData("2026-01-30", "P1M", "2026-02-28")]
    [InlineData("2026-01-29", "P1M", "2026-02-28")]
    [InlineData("2026-01-28", "P1M", "2026-02-27")]
    [InlineData("2026-01-01", "P1Y", "2026-12-31")]
    [InlineData("2026-03-02", "P1W", "2026-03-08")]
    [InlineData("2026-03-01", "P7D", "2026-03-07")]
    [InlineData("2026-03-01", "P1M1D", "2026-04-01")]
    public void A_period_from_the_beginning_of_a_day_ends(string start, string length, string nominal) =>
        Assert.Equal(Day(nominal), Deadlines.Compute(Day(start), Period.Parse(length), PeriodStart.DayBegins).BeforeRollOver);

    [Theory]
    [InlineData(RollOver.FixedDayTold, "Trotzdem endet die Frist am Fr 03.04.2026: Dieser Tag wurde mit Hinweis auf die Vorschrift fest genannt (§ 31 Abs. 3 Satz 2 VwVfG).")]
    [InlineData(RollOver.BenefitPeriod, "Trotzdem endet der Zeitraum am Fr 03.04.2026: Leistungen für einen Zeitraum enden mit ihm (§ 31 Abs. 4 VwVfG).")]
    [InlineData(RollOver.AppointmentOrAuthority, "Trotzdem bleibt es beim Fr 03.04.2026: Für Termine und interne Grenzen der Behörde verschiebt sich nichts (§ 31 Abs. 5 VwVfG).")]
    public void Some_ends_stay_on_a_day_off(RollOver rollOver, string reason)
    {
        var deadline = Deadlines.Compute(Day("2026-03-20"), new(Weeks: 2), rollOver: rollOver);
        Assert.Equal((Day("2026-04-03"), reason), (deadline.LastDay, deadline.Reasons[^1].ToString()));
    }

    [Fact]
    public void Each_step_is_spelled_out() =>
        Assert.Equal(
            [
                "Der Mo 01.12.2025 löst die Frist aus und zählt nicht mit (§ 187 Abs. 1 BGB).",
                "Die Frist von 1 Monat endet rechnerisch am Do 01.01.2026 (§ 188 BGB).",
                "Der Do 01.01.2026 ist kein Werktag im Sinne der Frist (Neujahr).",
                "Deshalb endet die Frist erst mit Ablauf des nächsten Werktags, Fr 02.01.2026 (§ 31 Abs. 3 Satz 1 VwVfG).",
            ],
            Deadlines.Compute(Day("2025-12-01"), Period.OneMonth).Reasons.Select(r => r.ToString()));

    [Fact]
    public void Each_step_has_a_stable_code() =>
        Assert.Equal(
            ["deadline.event-day", "deadline.month-too-short", "deadline.ends", "deadline.day-off", "deadline.day-off", "deadline.rolls"],
            Deadlines.Compute(Day("2025-11-30"), new(Months: 3)).Reasons.Select(r => r.Code));

    [Fact]
    public void The_steps_are_there_in_English() =>
        Assert.Equal(
            "Thu 1 Jan 2026 is not a working day (New Year's Day).",
            Deadlines.Compute(Day("2025-12-01"), Period.OneMonth).Reasons[2].Sentence(CultureInfo.GetCultureInfo("en-GB")));

    [Fact]
    public void Christmas_Eve_is_named_as_a_working_day() =>
        Assert.Equal(
            "Der Do 24.12.2026 ist ein Werktag, auch wenn das Rathaus geschlossen ist.",
            Deadlines.Compute(Day("2026-11-24"), Period.OneMonth).Reasons[^1].ToString());

    [Fact]
    public void An_extension_runs_from_the_end_after_the_move()
    {
        var extended = Deadlines.Extend(Deadlines.Compute(Day("2026-03-20"), new(Weeks: 2)), new(Weeks: 1));
        Assert.Equal(
            (Day("2026-04-14"), "Die Verlängerung läuft ab dem Ende der bisherigen Frist, dem Di 07.04.2026 (§ 190 BGB)."),
            (extended.LastDay, extended.Reasons[0].ToString()));
    }

    [Fact]
    public void An_extension_needs_no_more_than_the_last_day_so_far() =>
        Assert.Equal(
            Deadlines.Extend(Deadlines.Compute(Day("2026-03-20"), new(Weeks: 2)), new(Weeks: 1)).Reasons,
            Deadlines.Extend(Day("2026-04-07"), new(Weeks: 1)).Reasons);

    [Fact]
    public void A_day_named_as_the_end_moves_if_it_is_a_day_off() =>
        Assert.Equal(
            (Day("2026-04-07"), "Als Ende der Frist ist der Fr 03.04.2026 genannt.", "Deshalb endet die Frist erst mit Ablauf des nächsten Werktags, Di 07.04.2026 (§ 31 Abs. 3 Satz 1 VwVfG)."),
            Deadlines.EndingOn(Day("2026-04-03")) is var deadline ? (deadline.LastDay, deadline.Reasons[0].ToString(), deadline.Reasons[^1].ToString()) : default);

    [Fact]
    public void A_working_day_named_as_the_end_is_the_end() => Assert.Equal(Day("2026-04-02"), Deadlines.EndingOn(Day("2026-04-02")).LastDay);

    [Fact]
    public void Parts_of_a_month_are_the_first_the_fifteenth_and_the_last() =>
        Assert.Equal(
            [Day("2028-02-01"), Day("2028-02-15"), Day("2028-02-29")],
            new[] { MonthPart.Beginning, MonthPart.Middle, MonthPart.End }.Select(part => Deadlines.DayOf(part, 2028, 2)));

    private static (DateOnly, DateOnly) Ends(Deadline deadline) => (deadline.BeforeRollOver, deadline.LastDay);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
