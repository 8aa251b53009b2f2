using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;
using Verwaltung.Testing;
using Verwaltung.Workflow;
using static Verwaltung.Cases.Tests.Decisions.GivenCase;

namespace Verwaltung.Cases.Tests.Decisions;

public sealed class TaskDecisionTests
{
    private static readonly Context Context = Given.Context();
    private static readonly TaskClaimed ClaimedByEmre = new(TaskId, Emre.Id, Now);
    private static readonly HolderName Other = new("Emre Aydin");

    [Fact]
    public void An_open_task_is_claimed()
    {
        var command = new ClaimTask(Id, TaskId, Sabine);

        Assert.Equal(Decision.Of(new TaskClaimed(TaskId, Sabine.Id, Now)), ClaimTaskHandler.Decide(command, WithTask(), null, Context));
        Assert.Equal(Decision.Nothing, ClaimTaskHandler.Decide(command, WithTask(new TaskClaimed(TaskId, Sabine.Id, Now)), null, Context));
    }

    [Fact]
    public void A_task_is_not_claimed_by_whom_it_is_not_for()
    {
        var command = new ClaimTask(Id, TaskId, Sabine);

        Assert.Equal<Decision>(new CaseNotFound(), ClaimTaskHandler.Decide(command, null, null, Context));
        Assert.Equal<Decision>(new CaseNotFound(), ClaimTaskHandler.Decide(command with { Actor = Olga }, WithTask(), null, Context));
        Assert.Equal<Decision>(new TaskNotOpen(), ClaimTaskHandler.Decide(command, Open(), null, Context));
        Assert.Equal<Decision>(new TaskTaken("Emre Aydin"), ClaimTaskHandler.Decide(command, WithTask(ClaimedByEmre), Other, Context));
        Assert.Equal<Decision>(
            new NotYourTask(RoleNames.TeamLead), ClaimTaskHandler.Decide(command, Open(TaskCreated(("rolle", RoleNames.TeamLead))), null, Context));
        var done = Open(TaskCreated(), new UserTaskCompleted(TaskId, Sabine.Id.ToString()), TaskCreated(("vierAugen", "entscheiden")));
        Assert.Equal<Decision>(new FourEyes(), ClaimTaskHandler.Decide(command, done, null, Context));
    }

    [Fact]
    public void A_task_is_given_back_by_its_holder_and_by_the_team_lead()
    {
        Decision Release(Actor actor, Case? @case, HolderName? other = null) =>
            ReleaseTaskHandler.Decide(new ReleaseTask(Id, TaskId, actor), @case, other, Context);

        Assert.Equal(Decision.Of(new TaskReleased(TaskId, Emre.Id, Now)), Release(Emre, WithTask(ClaimedByEmre)));
        Assert.Equal(Decision.Of(new TaskReleased(TaskId, Thomas.Id, Now)), Release(Thomas, WithTask(ClaimedByEmre), Other));
        Assert.Equal<Decision>(new TaskTaken("Emre Aydin"), Release(Sabine, WithTask(ClaimedByEmre), Other));
        Assert.Equal<Decision>(new TaskNotClaimed(), Release(Emre, WithTask()));
        Assert.Equal<Decision>(new TaskNotOpen(), Release(Emre, Open()));
        Assert.Equal<Decision>(new CaseNotFound(), Release(Emre, null));
    }

    [Fact]
    public void A_task_is_handed_over_with_a_word()
    {
        Decision HandOver(Actor actor, Case? @case, HolderName? other = null, Actor? colleague = null, string note = " Urlaub ") =>
            HandOverTaskHandler.Decide(new HandOverTask(Id, TaskId, Emre.Id, note, actor), @case, other, colleague, Context);
        var takenByEmre = WithTask(ClaimedByEmre);

        Assert.Equal(Decision.Of(new TaskHandedOver(TaskId, Emre.Id, "Urlaub", Sabine.Id, Now)), HandOver(Sabine, WithTask(), colleague: Emre));
        Assert.Equal(Decision.Of(new TaskHandedOver(TaskId, Emre.Id, "", Thomas.Id, Now)), HandOver(Thomas, takenByEmre, Other, Emre, note: ""));
        Assert.Equal<Decision>(new CaseNotFound(), HandOver(Olga, WithTask()));
        Assert.Equal<Decision>(new TaskNotOpen(), HandOver(Sabine, Open()));
        Assert.Equal<Decision>(new NotYourTask(RoleNames.TeamLead), HandOver(Sabine, Open(TaskCreated(("rolle", RoleNames.TeamLead)))));
        Assert.Equal<Decision>(new TaskTaken("Emre Aydin"), HandOver(Sabine, takenByEmre, Other, Emre));
        Assert.Equal<Decision>(new TextInvalid(2000), HandOver(Sabine, WithTask(), note: new string('x', 2001)));
        Assert.Equal<Decision>(new NotForColleague(), HandOver(Sabine, WithTask()));
    }

    [Fact]
    public void What_is_completed_takes_its_values_into_the_process()
    {
        var values = CasesHost.Decision("bewilligt");
        var command = new CompleteTask(Id, TaskId, 2, new TaskInput.Given(values), Sabine);
        var form = new TaskForm(FormReader.Read("""
            {
              "id": "f", "type": "default", "schemaVersion": 18,
              "components": [{ "type": "textfield", "id": "a", "key": "entscheidung.ergebnis", "label": "Ergebnis", "validate": { "required": true } }]
            }
            """, "f.form").Form!);
        Decision Complete(Case? @case, Refusal? stale = null, HolderName? other = null, TaskForm? read = null, CompleteTask? instead = null) =>
            CompleteTaskHandler.Decide(instead ?? command, @case, stale, other, read, Office.Demonstration, Context);

        Assert.Equal(Decision.Nothing.Then(new Trigger.CompleteTask(TaskId, FeelContext.Empty, ValueOrigin.Clerk), Sabine.Id), Complete(WithTask()));
        Assert.Equal(Decision.Nothing.Then(new Trigger.CompleteTask(TaskId, values, ValueOrigin.Clerk), Sabine.Id), Complete(WithTask(), read: form));
        Assert.Equal<Decision>(
            new FieldsInvalid([new FieldFault("entscheidung.ergebnis", "required", [], null)]),
            Complete(WithTask(), read: form, instead: command with { Input = new TaskInput.Given(FeelContext.Empty) }), Whole.Same);
        Assert.Equal<Decision>(new CaseNotFound(), Complete(null, stale: new UnknownVersion()));
        Assert.Equal<Decision>(new UnknownVersion(), Complete(Open(), stale: new UnknownVersion()));
        Assert.Equal<Decision>(new TaskNotOpen(), Complete(Open()));
        Assert.Equal<Decision>(new NotYourTask(RoleNames.TeamLead), Complete(Open(TaskCreated(("rolle", RoleNames.TeamLead)))));
        Assert.Equal<Decision>(new TaskTaken("Emre Aydin"), Complete(WithTask(ClaimedByEmre), other: Other));
    }
}
