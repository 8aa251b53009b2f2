using FsCheck;
using FsCheck.Fluent;

namespace Verwaltung.Periods.Tests;

/// <summary>What holds for every day between 2025 and 2060 and every period up to five years.</summary>
public sealed class PeriodsProperties
{
    private static readonly WorkingDays Days = new(Land.NW);
    private static readonly Deadlines Deadlines = new(Days);

    private static readonly Gen<DateOnly> AnyDay = Gen.Choose(0, 35 * 365).Select(offset => new DateOnly(2025, 1, 1).AddDays(offset));

    private static readonly Gen<Period> AnyPeriod =
        from years in Gen.Choose(0, 2)
        from months in Gen.Choose(0, 24)
        from weeks in Gen.Choose(0, 10)
        from days in Gen.Choose(0, 90)
        where years + months + weeks + days > 0
        select new Period(years, months, weeks, days);

    private static readonly Gen<PeriodStart> AnyStart = Gen.Elements(PeriodStart.Event, PeriodStart.DayBegins);

    [Fact]
    public void A_rolling_period_never_ends_on_a_day_off() => ForAll((day, period, start) => Days.Contains(Deadlines.Compute(day, period, start).LastDay));

    [Fact]
    public void It_never_ends_before_its_calculated_end_and_skips_days_off_only() => ForAll((day, period, start) =>
    {
        var deadline = Deadlines.Compute(day, period, start);
        return Enumerable.Range(0, deadline.LastDay.DayNumber - deadline.BeforeRollOver.DayNumber).All(n => !Days.Contains(deadline.BeforeRollOver.AddDays(n)));
    });

    [Fact]
    public void A_later_start_never_ends_earlier() => ForAll((day, period, start) =>
        Deadlines.Compute(day, period, start).LastDay <= Deadlines.Compute(day.AddDays(1), period, start).LastDay);

    [Fact]
    public void A_longer_period_never_ends_earlier() => ForAll((day, period, start) =>
        Deadlines.Compute(day, period, start).BeforeRollOver < Deadlines.Compute(day, period with { Days = period.Days + 1 }, start).BeforeRollOver);

    [Fact]
    public void An_event_day_makes_the_period_no_shorter_than_counting_it() => ForAll((day, period, _) =>
        Deadlines.Compute(day, period).BeforeRollOver >= Deadlines.Compute(day, period, PeriodStart.DayBegins).BeforeRollOver);

    [Fact]
    public void Every_step_can_be_said_in_both_languages() => ForAll((day, period, start) =>
        Deadlines.Compute(day, period, start).Reasons.All(r => new[] { "de-DE", "en-GB" }
            .All(culture => r.Sentence(System.Globalization.CultureInfo.GetCultureInfo(culture)) is { Length: > 0 } sentence && !sentence.Contains('{'))));

    [Fact]
    public void A_period_read_from_its_ISO_form_is_the_same() => ForAll((_, period, _) => Period.Parse(period.ToString()) == period);

    [Fact]
    public void The_fourth_day_moves_under_tax_law_only() => ForAll((day, _, _) =>
    {
        var (general, tax) = (Posted(day, ProcedureLaw.VwVfG), Posted(day, ProcedureLaw.Ao));
        return general == day.AddDays(4) && tax == Days.OnOrAfter(general);
    });

    [Fact]
    public void Easter_is_a_Sunday_between_22_March_and_25_April() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(1583, 9999).ToArbitrary(), year =>
            Easter.Sunday(year) is { DayOfWeek: DayOfWeek.Sunday } day && day >= new DateOnly(year, 3, 22) && day <= new DateOnly(year, 4, 25)));

    private static DateOnly Posted(DateOnly day, ProcedureLaw law) =>
        Assert.IsType<Notification.Effective>(new Notifications(Days).Compute(new(NotificationRule.PostInland, day) { Law = law }, day)).Day;

    private static void ForAll(Func<DateOnly, Period, PeriodStart, bool> holds)
    {
        var cases = from day in AnyDay from period in AnyPeriod from start in AnyStart select (day, period, start);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(cases.ToArbitrary(), c => holds(c.day, c.period, c.start)));
    }
}
