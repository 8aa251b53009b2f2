using System.Globalization;

namespace Verwaltung.Periods.Tests;

public sealed class NotificationsTests
{
    private static readonly WorkingDays Days = new(Land.NW);
    private static readonly Notifications Notifications = new(Days);

    [Theory]
    [InlineData(NotificationRule.PostInland, "2025-01-07", "2025-01-11", "P1M", "2025-02-11")]
    [InlineData(NotificationRule.PostInland, "2025-01-27", "2025-01-31", "P1M", "2025-02-28")]
    [InlineData(NotificationRule.PostInland, "2025-04-15", "2025-04-19", "P1M", "2025-05-19")]
    [InlineData(NotificationRule.PostInland, "2025-05-27", "2025-05-31", "P1M", "2025-06-30")]
    [InlineData(NotificationRule.PostInland, "2025-11-27", "2025-12-01", "P1M", "2026-01-02")]
    [InlineData(NotificationRule.OzgPostfach, "2025-12-19", "2025-12-23", "P1M", "2026-01-23")]
    [InlineData(NotificationRule.PostInland, "2026-03-31", "2026-04-04", "P1M", "2026-05-04")]
    [InlineData(NotificationRule.OzgPostfach, "2026-10-27", "2026-10-31", "P1M", "2026-11-30")]
    [InlineData(NotificationRule.PostInland, "2026-11-20", "2026-11-24", "P1M", "2026-12-24")]
    [InlineData(NotificationRule.PostInland, "2026-03-30", "2026-04-03", "P2W", "2026-04-17")]
    [InlineData(NotificationRule.Oeffentlich, "2026-05-08", "2026-05-22", "P1M", "2026-06-22")]
    [InlineData(NotificationRule.PostInland, "2026-11-24", "2026-11-28", "P1M", "2026-12-28")]
    [InlineData(NotificationRule.ElektronischUebermittelt, "2026-11-24", "2026-11-28", "P1M", "2026-12-28")]
    [InlineData(NotificationRule.SgbXAbruf, "2026-11-24", "2026-11-28", "P1M", "2026-12-28")]
    [InlineData(NotificationRule.ZustellungEinschreiben, "2026-11-24", "2026-11-28", "P1M", "2026-12-28")]
    [InlineData(NotificationRule.ZustellungPzu, "2026-11-24", "2026-11-24", "P1M", "2026-12-24")]
    [InlineData(NotificationRule.ZustellungEb, "2026-11-24", "2026-11-24", "P1M", "2026-12-24")]
    [InlineData(NotificationRule.Muendlich, "2026-11-24", "2026-11-24", "P1M", "2026-12-24")]
    [InlineData(NotificationRule.Aushaendigung, "2026-11-24", "2026-11-24", "P1M", "2026-12-24")]
    public void A_notice_is_notified_and_its_period_ends(NotificationRule rule, string day, string notified, string period, string end) =>
        Assert.Equal((Day(notified), Day(end)), NotifiedAndEnd(new(rule, Day(day)), period));

    [Theory]
    [InlineData("2026-01-20", "2026-01-27", "2026-01-28", "2026-03-02")]
    [InlineData("2026-11-24", "2026-11-30", "2026-12-01", "2027-01-04")]
    public void A_retrieved_notice_is_notified_on_the_day_after(string sent, string retrieved, string notified, string end) =>
        Assert.Equal((Day(notified), Day(end)), NotifiedAndEnd(new(NotificationRule.Abruf41Abs2a, Day(sent)) { Retrieved = Day(retrieved) }, "P1M"));

    [Fact]
    public void A_provided_notice_waits_for_ten_days() =>
        Assert.Equal(Day("2026-12-04"), Assert.IsType<Notification.Pending>(Provided(asOf: "2026-12-04")).EndsAfter);

    [Fact]
    public void After_ten_days_the_provision_has_ended_and_nothing_is_notified() =>
        Assert.Equal(
            [
                "Nachricht über die Bereitstellung abgesendet am Di 24.11.2026. Abgerufen werden kann der Bescheid bis Fr 04.12.2026 (§ 41 Abs. 2a VwVfG).",
                "Bis Fr 04.12.2026 wurde nichts abgerufen. Die Bereitstellung ist beendet; der Bescheid ist nicht bekannt gegeben und muss neu auf den Weg.",
            ],
            Assert.IsType<Notification.Failed>(Provided(asOf: "2026-12-05")).Reasons.Select(r => r.ToString()));

    [Fact]
    public void Retrieval_after_the_end_of_the_provision_notifies_nothing() =>
        Assert.IsType<Notification.Failed>(Provided(asOf: "2026-12-10", retrieved: "2026-12-05"));

    [Theory]
    [InlineData(NotificationRule.PostInland)]
    [InlineData(NotificationRule.ZustellungEinschreiben)]
    public void A_letter_that_came_back_has_notified_nobody(NotificationRule rule) =>
        Assert.Equal(
            ["notification.returned"],
            Assert.IsType<Notification.Failed>(Notifications.Compute(new(rule, Day("2026-11-20")) { Returned = Day("2026-11-26") }, Day("2027-01-10"))).Reasons.Select(reason => reason.Code));

    [Fact]
    public void Why_a_returned_letter_notified_nobody_is_told() =>
        Assert.Equal(
            "Zur Post gegeben am Fr 20.11.2026, zurückgekommen am Do 26.11.2026. Der Bescheid ist nicht zugegangen und damit nicht bekannt gegeben: Die Vier-Tage-Regel (§ 41 Abs. 2 Satz 1 VwVfG) greift nicht, es läuft keine Frist. Er muss neu auf den Weg.",
            Notifications.Compute(new(NotificationRule.PostInland, Day("2026-11-20")) { Returned = Day("2026-11-26") }, Day("2026-11-26")).Reasons.Single().ToString());

    [Fact]
    public void A_letter_does_not_come_back_before_it_was_posted() =>
        Assert.Throws<ArgumentException>(() => Notifications.Compute(new(NotificationRule.PostInland, Day("2026-11-20")) { Returned = Day("2026-11-19") }, Day("2026-11-26")));

    [Fact]
    public void The_fiction_day_stays_on_a_Saturday_under_general_law() =>
        Assert.Equal(
            [
                "Zur Post gegeben am Di 24.11.2026. Am vierten Tag danach, Sa 28.11.2026, gilt der Bescheid als bekannt gegeben (§ 41 Abs. 2 Satz 1 VwVfG).",
                "Der Sa 28.11.2026 ist zwar kein Werktag (Samstag). Das ändert nichts: Das Gesetz nennt einen Tag, keine Frist.",
            ],
            Posted("2026-11-24").Reasons.Select(r => r.ToString()));

    [Fact]
    public void The_fiction_day_moves_under_tax_law()
    {
        var notified = Posted("2026-03-30", law: ProcedureLaw.Ao);
        Assert.Equal(Day("2026-04-07"), notified.Day);
        Assert.Equal(
            "Der Fr 03.04.2026 ist kein Werktag (Karfreitag). Der Bescheid gilt deshalb erst am Di 07.04.2026 als bekannt gegeben (§ 108 Abs. 3 AO).",
            notified.Reasons[^1].ToString());
    }

    [Theory]
    [InlineData("2026-12-02", "2026-12-02", "Tatsächlich zugegangen ist der Bescheid erst am Mi 02.12.2026. Weil das später ist, zählt dieser Tag.")]
    [InlineData("2026-11-26", "2026-11-28", "Dass der Bescheid schon am Do 26.11.2026 zugegangen ist, verkürzt nichts.")]
    public void Receipt_counts_only_when_it_is_later(string received, string notified, string reason)
    {
        var result = Posted("2026-11-24", received);
        Assert.Equal((Day(notified), Day("2026-11-28"), reason), (result.Day, result.FictionDay, result.Reasons[^1].ToString()));
    }

    [Fact]
    public void A_return_receipt_decides_also_when_it_is_earlier() =>
        Assert.Equal(Day("2026-11-25"), Effective(new(NotificationRule.ZustellungEinschreiben, Day("2026-11-24")) { Received = Day("2026-11-25") }).Day);

    [Fact]
    public void Disputed_receipt_by_post_has_to_be_proven() =>
        Assert.Equal(
            "notification.disputed",
            Assert.IsType<Notification.Failed>(Compute(new(NotificationRule.PostInland, Day("2026-11-24")) { Disputed = true })).Reasons[^1].Code);

    [Fact]
    public void Disputed_under_social_law_the_day_of_retrieval_counts() =>
        Assert.Equal(Day("2026-12-10"), Effective(new(NotificationRule.SgbXAbruf, Day("2026-11-24")) { Disputed = true, Retrieved = Day("2026-12-10") }).Day);

    [Fact]
    public void Disputed_under_social_law_and_not_retrieved_it_waits() =>
        Assert.Null(Assert.IsType<Notification.Pending>(Compute(new(NotificationRule.SgbXAbruf, Day("2026-11-24")) { Disputed = true })).EndsAfter);

    [Fact]
    public void A_mailbox_notice_counts_although_nobody_retrieves_it() =>
        Assert.Equal(Day("2026-11-28"), Effective(new(NotificationRule.OzgPostfach, Day("2026-11-24")) { Informed = Day("2026-11-24") }).Day);

    [Fact]
    public void A_mailbox_notice_told_of_too_late_is_not_deemed_notified() =>
        Assert.Equal(
            "notification.informed-late",
            Assert.IsType<Notification.Failed>(Compute(new(NotificationRule.OzgPostfach, Day("2026-11-24")) { Informed = Day("2026-11-25") })).Reasons[^1].Code);

    [Fact]
    public void A_general_order_may_fix_the_next_day() =>
        Assert.Equal(Day("2026-05-09"), Effective(new(NotificationRule.Oeffentlich, Day("2026-05-08")) { FixedDay = Day("2026-05-09") }).Day);

    [Fact]
    public void Contradicting_facts_are_refused()
    {
        var day = Day("2026-11-24");
        Assert.Throws<ArgumentException>(() => Compute(new(NotificationRule.PostInland, day) { Received = day.AddDays(-1) }));
        Assert.Throws<ArgumentException>(() => Compute(new(NotificationRule.Abruf41Abs2a, day) { Retrieved = day.AddDays(-1) }));
        Assert.Throws<ArgumentException>(() => Compute(new(NotificationRule.Oeffentlich, day) { FixedDay = day }));
        Assert.Throws<ArgumentException>(() => Compute(new(NotificationRule.PostInland, Day("2024-12-31"))));
    }

    [Fact]
    public void Every_rule_has_one_name_and_back()
    {
        var rules = Enum.GetValues<NotificationRule>();
        Assert.Equal(rules, rules.Select(r => NotificationRules.FromWireName(r.WireName())!.Value));
        Assert.Equal(("ABRUF_41_2A", null), (NotificationRule.Abruf41Abs2a.WireName(), NotificationRules.FromWireName("POST")));
    }

    private static Notification Provided(string asOf, string? retrieved = null) =>
        Notifications.Compute(new(NotificationRule.Abruf41Abs2a, Day("2026-11-24")) { Retrieved = retrieved is null ? null : Day(retrieved) }, Day(asOf));

    private static Notification.Effective Posted(string day, string? received = null, ProcedureLaw law = ProcedureLaw.VwVfG) =>
        Effective(new(NotificationRule.PostInland, Day(day)) { Law = law, Received = received is null ? null : Day(received) });

    private static Notification Compute(Dispatch dispatch) => Notifications.Compute(dispatch, dispatch.Day);

    private static Notification.Effective Effective(Dispatch dispatch) => Assert.IsType<Notification.Effective>(Compute(dispatch));

    private static (DateOnly, DateOnly) NotifiedAndEnd(Dispatch dispatch, string period)
    {
        var notified = Effective(dispatch).Day;
        return (notified, new Deadlines(Days).Compute(notified, Period.Parse(period)).LastDay);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
