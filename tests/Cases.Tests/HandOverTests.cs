using System.Security.Claims;
using Verwaltung.Cases.Contracts;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Cases.Tests;

public sealed class HandOverTests : CasesTest
{
    private const string Note = "Frau Yildiz ruft um elf an.";

    [Fact]
    public async Task A_task_goes_to_a_colleague_with_a_note_that_stands_in_inbox_case_and_timeline()
    {
        var (id, task) = await OpenAsync();
        await Host.DoAsync(new ClaimTask(id, task, People.Sabine.Actor()), People.Sabine);
        var version = await Host.VersionAsync(id);

        Assert.Equal((Outcome<ChangedCase>)new ChangedCase(id.Value, version + 1), await GiveAsync(id, task, People.Emre, People.Sabine));

        Assert.Equal([new TaskHandedOver(task, People.Emre.Id(), Note, People.Sabine.Id(), Host.Clock.GetUtcNow())], await Host.SaidAsync(id, version));
        Assert.Equal(
            $$$$"""{"data":{"inbox":{"nodes":[{"assigneeName":"Emre Aydin","handedOverBy":"Sabine Kruse","handOverNote":"{{{{Note}}}}"}]}}}""",
            await Host.TellAsync("{ inbox(view: MINE) { nodes { assigneeName handedOverBy handOverNote } } }", People.Emre));
        Assert.Contains(
            $$"""{"kind":"task_handed_over","byName":"Sabine Kruse","note":"{{Note}}"}""",
            await Host.TellAsync("query($id: ID!) { case(id: $id) { timeline { kind byName note } } }", People.Emre, new { id = id.Value }), StringComparison.Ordinal);
        Assert.Equal(Refused(new TaskTaken("Emre Aydin")), await Host.CompleteAsync(id, "entscheiden", People.Sabine, CasesHost.Decision("bewilligt")));
        Assert.Null((await Host.CompleteAsync(id, "entscheiden", People.Emre, CasesHost.Decision("bewilligt"))).Why);
    }

    [Fact]
    public async Task What_another_has_taken_only_the_team_lead_gives_away_or_back()
    {
        var (id, task) = await OpenAsync();
        await Host.DoAsync(new ClaimTask(id, task, People.Sabine.Actor()), People.Sabine);

        Assert.Equal(Refused(new TaskTaken("Sabine Kruse")), await GiveAsync(id, task, People.Emre, People.Emre));
        Assert.Equal(Refused(new CaseNotFound()), await GiveAsync(id, task, People.Olga, People.Olga)); // leads another team
        Assert.Null((await GiveAsync(id, task, People.Emre, People.Thomas)).Why);
        Assert.Null((await Host.DoAsync(new ReleaseTask(id, task, People.Thomas.Actor()), People.Thomas)).Why);
        Assert.Empty((await Host.CaseAsync(id)).Claims);
    }

    [Fact]
    public async Task Nobody_gets_a_task_that_they_may_not_do()
    {
        var (id, task) = await OpenAsync();
        foreach (var stranger in (ClaimsPrincipal[])[People.Olga, People.Pia, People.Leyla])
            Assert.Equal(Refused(new NotForColleague()), await GiveAsync(id, task, stranger, People.Thomas));
        Assert.Equal(Refused(new TextInvalid(2000)), await GiveAsync(id, task, People.Emre, People.Thomas, new string('x', 2001)));

        await Host.CompleteAsync(id, "entscheiden", People.Thomas, CasesHost.Decision("abgelehnt"));
        var second = await Host.TaskAsync(id, "mitzeichnen");
        Assert.Equal(Refused(new NotForColleague()), await GiveAsync(id, second, People.Thomas, People.Thomas)); // four eyes
        Assert.Equal(Refused(new NotForColleague()), await GiveAsync(id, second, People.Emre, People.Thomas)); // no team lead
    }

    [Fact]
    public async Task A_team_lead_distributes_in_turn_and_hears_what_could_not_be_given()
    {
        var tasks = new List<(CaseId Case, Guid Task)>();
        for (var i = 0; i < 4; i++)
            tasks.Add(await OpenAsync());
        await Host.CompleteAsync(tasks[3].Case, "entscheiden", People.Sabine, CasesHost.Decision("bewilligt"));
        var input = new { tasks = tasks.Select(one => new { caseId = one.Case.Value, taskId = one.Task }), to = new[] { People.Sabine.Id().Value, People.Emre.Id().Value } };
        const string Distribute = "mutation($input: DistributeTasksInput!) { distributeTasks(input: $input) { distribution { handedOver refused { code } } errors { ... on Error { code } } } }";

        Assert.Equal("""{"data":{"distributeTasks":{"distribution":null,"errors":[{"code":"cases.not-team-lead"}]}}}""", await Host.TellAsync(Distribute, People.Sabine, new { input }));
        Assert.Equal(
            """{"data":{"distributeTasks":{"distribution":{"handedOver":3,"refused":[{"code":"cases.task-not-open"}]},"errors":null}}}""",
            await Host.TellAsync(Distribute, People.Thomas, new { input }));

        var holders = new List<PersonId>();
        foreach (var (id, task) in tasks.Take(3))
            holders.Add((await Host.CaseAsync(id)).Claims[task]);
        Assert.Equal([People.Sabine.Id(), People.Emre.Id(), People.Sabine.Id()], holders);
    }

    private async Task<(CaseId Case, Guid Task)> OpenAsync()
    {
        var id = await Host.OpenAsync();
        return (id, await Host.TaskAsync(id, "entscheiden"));
    }

    private Task<Outcome<ChangedCase>> GiveAsync(CaseId id, Guid task, ClaimsPrincipal to, ClaimsPrincipal by, string note = Note) =>
        Host.DoAsync(new HandOverTask(id, task, to.Id(), note, by.Actor()), by);

    private static Outcome<ChangedCase> Refused(Refusal why) => why;
}
