using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Cases.Tests;

public sealed class FileNotesTests : CasesTest
{
    private const string Counts = "{ inboxCounts { new team overdue followUp } }";

    [Fact]
    public async Task A_note_is_in_the_file_once_with_who_and_when()
    {
        var (id, note) = (await Host.OpenAsync(), Guid.CreateVersion7());
        foreach (var _ in (int[])[1, 2])
            Assert.Null((await Host.DoAsync(new AddNote(id, note, " Ruft Montag zurück. ", People.Sabine.Actor()), People.Sabine)).Why);

        Assert.Equal(
            """{"data":{"case":{"notes":[{"text":"Ruft Montag zurück.","byName":"Sabine Kruse"}]}}}""",
            await Host.TellAsync("query($id: ID!) { case(id: $id) { notes { text byName } } }", People.Emre, new { id = id.Value }));
        Assert.Equal((Outcome<ChangedCase>)new TextInvalid(2000), await Host.DoAsync(new AddNote(id, Guid.CreateVersion7(), "  ", People.Sabine.Actor()), People.Sabine));
        Assert.Equal((Outcome<ChangedCase>)new CaseNotFound(), await Host.DoAsync(new AddNote(id, Guid.CreateVersion7(), "x", People.Olga.Actor()), People.Olga));
        Assert.DoesNotContain("zurück", string.Join('\n', await Database.RowsAsync("select data::text from mt_events")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_put_aside_leaves_the_lists_and_comes_back_by_itself()
    {
        var id = await Host.OpenAsync();
        var today = Periods.LegalTime.Day(Host.Clock.GetUtcNow());
        Assert.Null((await Host.DoAsync(new SetFollowUp(id, today.AddDays(5), "Ist die Bestätigung da?", People.Sabine.Actor()), People.Sabine)).Why);

        Assert.Equal("""{"data":{"inboxCounts":{"new":0,"team":0,"overdue":0,"followUp":1}}}""", await Host.TellAsync(Counts, People.Sabine));
        foreach (var view in (string[])["NEW", "TEAM", "OVERDUE"])
            Assert.Equal("""{"data":{"inbox":{"nodes":[]}}}""", await Host.TellAsync($"{{ inbox(view: {view}) {{ nodes {{ id }} }} }}", People.Sabine));
        Assert.Equal(
            $$$$"""{"data":{"inbox":{"nodes":[{"followUp":"{{{{today.AddDays(5):yyyy-MM-dd}}}}","due":"{{{{today.AddDays(5):yyyy-MM-dd}}}}"}]}}}""",
            await Host.TellAsync("{ inbox(view: FOLLOW_UP) { nodes { followUp due } } }", People.Sabine));

        Host.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal("""{"data":{"inboxCounts":{"new":1,"team":1,"overdue":0,"followUp":1}}}""", await Host.TellAsync(Counts, People.Sabine));
        Host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("""{"data":{"inboxCounts":{"new":1,"team":1,"overdue":1,"followUp":1}}}""", await Host.TellAsync(Counts, People.Sabine));
        Assert.Null((await Host.DoAsync(new EndFollowUp(id, People.Emre.Actor()), People.Emre)).Why);
        Assert.Null((await Host.CaseAsync(id)).FollowUp);
    }

    [Fact]
    public async Task What_comes_in_meanwhile_brings_the_case_back_early()
    {
        var id = await Host.OpenAsync(ask: false); // waits for the register
        var today = Periods.LegalTime.Day(Host.Clock.GetUtcNow());
        await Host.DoAsync(new SetFollowUp(id, today.AddDays(5), "Register anrufen", People.Sabine.Actor()), People.Sabine);
        Assert.Equal("""{"data":{"inboxCounts":{"new":0,"team":0,"overdue":0,"followUp":1}}}""", await Host.TellAsync(Counts, People.Sabine));

        await Host.Bus.InvokeAsync(new CompleteJob(id, await Host.JobAsync(id, "melderegister"), FeelContext.Empty.With("zone", "Gutenbergstraße"), "register:melderegister"));

        Assert.Equal("""{"data":{"inboxCounts":{"new":1,"team":1,"overdue":0,"followUp":1}}}""", await Host.TellAsync(Counts, People.Sabine));
    }

    [Fact]
    public async Task A_follow_up_is_after_today_within_a_year_and_of_an_open_case()
    {
        var (open, closed) = (await Host.OpenAsync(), await Host.DecideAsync("post"));
        var today = Periods.LegalTime.Day(Host.Clock.GetUtcNow());
        foreach (var day in (DateOnly[])[today, today.AddDays(-1), today.AddYears(1).AddDays(1)])
            Assert.Equal((Outcome<ChangedCase>)new DayInvalid(), await Host.DoAsync(new SetFollowUp(open, day, "x", People.Sabine.Actor()), People.Sabine));
        Assert.Equal((Outcome<ChangedCase>)new TextInvalid(2000), await Host.DoAsync(new SetFollowUp(open, today.AddDays(1), "", People.Sabine.Actor()), People.Sabine));
        if ((await Host.CaseAsync(closed)).IsClosed)
            Assert.Equal((Outcome<ChangedCase>)new CaseClosed(), await Host.DoAsync(new SetFollowUp(closed, today.AddDays(1), "x", People.Sabine.Actor()), People.Sabine));
    }

    [Fact]
    public async Task The_file_is_shown_as_it_was_known_on_a_day()
    {
        const string Then = "query($id: ID!, $day: Date) { case(id: $id, asOf: $day) { step notes { text } timeline { kind } values } }";
        var day = Periods.LegalTime.Day(Host.Clock.GetUtcNow());
        var id = await Host.OpenAsync();
        Host.Clock.Advance(TimeSpan.FromDays(2));
        await Host.DoAsync(new AddNote(id, Guid.CreateVersion7(), "Später", People.Sabine.Actor()), People.Sabine);
        await Host.CompleteAsync(id, "entscheiden", People.Sabine, CasesHost.Decision("bewilligt"));

        var then = (await Host.AskAsync(Then, People.Sabine, new { id = id.Value, day }))["data"]!["case"]!;
        Assert.Empty(then["notes"]!.AsArray());
        Assert.Null(then["values"]!["entscheidung"]);
        Assert.DoesNotContain(then["timeline"]!.AsArray(), entry => (string)entry!["kind"]! == "user_task_completed");
        var now = (await Host.AskAsync(Then, People.Sabine, new { id = id.Value, day = day.AddDays(2) }))["data"]!["case"]!;
        Assert.Single(now["notes"]!.AsArray());
        Assert.Equal("bewilligt", (string)now["values"]!["entscheidung"]!["ergebnis"]!);
        Assert.Null((await Host.AskAsync(Then, People.Sabine, new { id = id.Value, day = day.AddDays(-1) }))["data"]!["case"]);
        Assert.Null((await Host.AskAsync(Then, People.Olga, new { id = id.Value, day }))["data"]!["case"]);
    }
}
