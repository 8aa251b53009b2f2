using System.Globalization;

namespace Verwaltung.Periods.Tests;

public sealed class InactionTests
{
    private static readonly WorkingDays Days = new(Land.NW);

    [Theory]
    [InlineData("2026-11-23", "2027-02-23", "2027-02-24")]
    [InlineData("2026-11-30", "2027-03-01", "2027-03-02")] // no 30 February; its last day is a Sunday
    [InlineData("2026-12-26", "2027-03-30", "2027-03-31")] // Good Friday, Easter
    [InlineData("2026-09-24", "2026-12-24", "2026-12-25")] // Christmas Eve is a working day; the first day after it need be none
    public void An_action_for_failure_to_act_is_possible_on_the_day_after_three_months(string received, string last, string action)
    {
        var inaction = Inaction.After(Day(received), Days);

        Assert.Equal((Day(last), Day(action)), (inaction.Wait.LastDay, inaction.ActionFrom));
    }

    [Fact]
    public void Each_step_to_the_action_is_spelled_out() =>
        Assert.Equal(
            [
                "Der Sa 26.12.2026 löst die Frist aus und zählt nicht mit (§ 187 Abs. 1 BGB).",
                "Die Frist von 3 Monaten endet rechnerisch am Fr 26.03.2027 (§ 188 BGB).",
                "Der Fr 26.03.2027 ist kein Werktag im Sinne der Frist (Karfreitag).",
                "Der Sa 27.03.2027 ist kein Werktag im Sinne der Frist (Samstag).",
                "Der So 28.03.2027 ist kein Werktag im Sinne der Frist (Sonntag).",
                "Der Mo 29.03.2027 ist kein Werktag im Sinne der Frist (Ostermontag).",
                "Deshalb endet die Frist erst mit Ablauf des nächsten Werktags, Di 30.03.2027 (§ 57 Abs. 2 VwGO, § 222 Abs. 2 ZPO).",
                "Eine Klage wegen Untätigkeit ist erst nach Ablauf dieser Frist zulässig, also ab dem Mi 31.03.2027 (§ 75 Satz 2 VwGO).",
            ],
            Inaction.After(Day("2026-12-26"), Days).Reasons.Select(reason => reason.ToString()));

    [Fact]
    public void The_steps_to_the_action_are_there_in_English() =>
        Assert.Equal(
            "An action for failure to act is admissible only when this period is over, so from Wed 24 Feb 2027 on (§ 75 Satz 2 VwGO).",
            Inaction.After(Day("2026-11-23"), Days).Reasons[^1].Sentence(CultureInfo.GetCultureInfo("en-GB")));

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
