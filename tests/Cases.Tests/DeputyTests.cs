using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Cases.Tests;

public sealed class DeputyTests : CasesTest
{
    [Fact]
    public async Task What_a_deputy_does_is_recorded_with_both_names()
    {
        var (id, task) = await OpenAsync();
        await Host.DoAsync(new ClaimTask(id, task, People.Sabine.Actor()), People.Sabine);
        var deputy = People.Emre.For(People.Sabine);
        var version = await Host.VersionAsync(id);

        Assert.Null((await Host.CompleteAsync(id, "entscheiden", deputy, CasesHost.Decision("bewilligt"))).Why);

        Assert.Contains(new TaskDoneFor(task, People.Sabine.Id(), People.Emre.Id(), Host.Clock.GetUtcNow()), await Host.SaidAsync(id, version));
        Assert.Contains(
            """{"kind":"user_task_completed","byName":"Emre Aydin","forName":"Sabine Kruse"}""",
            await Host.TellAsync("query($id: ID!) { case(id: $id) { timeline { kind byName forName } } }", People.Sabine, new { id = id.Value }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deputy_finds_the_absent_colleagues_tasks_among_their_own()
    {
        var (id, task) = await OpenAsync();
        await Host.DoAsync(new ClaimTask(id, task, People.Sabine.Actor()), People.Sabine);
        const string Mine = "{ inbox(view: MINE) { nodes { assigneeName } } inboxCounts { mine } }";

        Assert.Equal("{\"data\":{\"inbox\":{\"nodes\":[]},\"inboxCounts\":{\"mine\":0}}}", await Host.TellAsync(Mine, People.Emre));
        Assert.Equal("{\"data\":{\"inbox\":{\"nodes\":[{\"assigneeName\":\"Sabine Kruse\"}]},\"inboxCounts\":{\"mine\":1}}}", await Host.TellAsync(Mine, People.Emre.For(People.Sabine)));
    }

    [Fact]
    public async Task In_ones_own_right_nobody_else_is_named()
    {
        var (id, task) = await OpenAsync();
        await Host.CompleteAsync(id, "entscheiden", People.Emre.For(People.Sabine), CasesHost.Decision("bewilligt"));

        Assert.DoesNotContain((await Host.EventsAsync(id)).Select(e => e.Data), e => e is TaskDoneFor);
    }

    [Fact]
    public async Task A_deputy_signs_for_the_absent_team_lead()
    {
        var (id, _) = await OpenAsync();
        await Host.CompleteAsync(id, "entscheiden", People.Sabine, CasesHost.Decision("abgelehnt"));

        Assert.Equal(Refused(new NotYourTask(RoleNames.TeamLead)), await Host.CompleteAsync(id, "mitzeichnen", People.Emre, FeelContext.Empty));
        Assert.Null((await Host.CompleteAsync(id, "mitzeichnen", People.Emre.For(People.Thomas), FeelContext.Empty)).Why);
        Assert.Equal(People.Thomas.Id(), (await Host.CaseAsync(id)).CompletedFor["mitzeichnen"]);
    }

    [Fact]
    public async Task No_deputyship_goes_around_four_eyes()
    {
        // Emre decides himself: he may not sign for the absent lead.
        var (own, _) = await OpenAsync();
        await Host.CompleteAsync(own, "entscheiden", People.Emre, CasesHost.Decision("abgelehnt"));
        Assert.Equal(Refused(new FourEyes()), await Host.CompleteAsync(own, "mitzeichnen", People.Emre.For(People.Thomas), FeelContext.Empty));

        // The lead decides: the lead's deputy may not sign for the lead.
        var (leads, _) = await OpenAsync();
        await Host.CompleteAsync(leads, "entscheiden", People.Thomas, CasesHost.Decision("abgelehnt"));
        Assert.Equal(Refused(new FourEyes()), await Host.CompleteAsync(leads, "mitzeichnen", People.Emre.For(People.Thomas), FeelContext.Empty));

        // Emre decides for the lead: neither may sign.
        var (both, task) = await OpenAsync();
        await Host.DoAsync(new ClaimTask(both, task, People.Thomas.Actor()), People.Thomas);
        Assert.Null((await Host.CompleteAsync(both, "entscheiden", People.Emre.For(People.Thomas), CasesHost.Decision("abgelehnt"))).Why);
        Assert.Equal(Refused(new FourEyes()), await Host.CompleteAsync(both, "mitzeichnen", People.Thomas, FeelContext.Empty));
        Assert.Equal(Refused(new FourEyes()), await Host.CompleteAsync(both, "mitzeichnen", People.Emre.For(People.Thomas), FeelContext.Empty));
        var gerda = People.Staff(20, "Gerda Lang", ["33/5"], RoleNames.TeamLead);
        Assert.Null((await Host.CompleteAsync(both, "mitzeichnen", gerda, FeelContext.Empty)).Why);
    }

    [Fact]
    public async Task Rights_do_not_add_up_across_people()
    {
        // Emre (33/5, clerk) acts for the lead of another team: that makes him no lead of his own.
        var (id, _) = await OpenAsync();
        await Host.CompleteAsync(id, "entscheiden", People.Sabine, CasesHost.Decision("abgelehnt"));
        Assert.Equal(Refused(new NotYourTask(RoleNames.TeamLead)), await Host.CompleteAsync(id, "mitzeichnen", People.Emre.For(People.Olga), FeelContext.Empty));

        // Olga sees the other team's cases while she acts for somebody there, and not before.
        Assert.Equal("""{"data":{"case":null}}""", await Host.TellAsync("query($id: ID!) { case(id: $id) { team } }", People.Olga, new { id = id.Value }));
        Assert.Equal("""{"data":{"case":{"team":"33/5"}}}""", await Host.TellAsync("query($id: ID!) { case(id: $id) { team } }", People.Olga.For(People.Sabine), new { id = id.Value }));
    }

    private async Task<(CaseId Case, Guid Task)> OpenAsync()
    {
        var id = await Host.OpenAsync();
        return (id, await Host.TaskAsync(id, "entscheiden"));
    }

    private static Outcome<ChangedCase> Refused(Refusal why) => why;
}
