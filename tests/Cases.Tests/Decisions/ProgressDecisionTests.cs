using System.Text.Json.Nodes;
using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Testing;
using Verwaltung.Workflow;
using static Verwaltung.Cases.Tests.Decisions.GivenCase;

namespace Verwaltung.Cases.Tests.Decisions;

public sealed class ProgressDecisionTests
{
    private static readonly FeelContext Values = FeelContext.Empty.With("zone", new FeelString("Gutenbergstraße"));

    [Fact]
    public void A_job_is_answered_while_it_is_open()
    {
        var done = new CompleteJob(Id, OpenJob, Values, "register:melderegister");
        var failed = new FailJob(Id, OpenJob, "Nobody answers.");
        var thrown = new ThrowJobError(Id, OpenJob, "gone", "Moved away.");
        var waiting = WithJob("melderegister");

        Assert.Equal(Step(new Trigger.CompleteJob(OpenJob, Values, "register:melderegister")), CaseProgressHandler.Decide(done, waiting));
        Assert.Equal(Step(new Trigger.FailJob(OpenJob, "Nobody answers.", RetriesLeft: 0)), CaseProgressHandler.Decide(failed, waiting));
        Assert.Equal(Step(new Trigger.ThrowJobError(OpenJob, "gone", "Moved away.")), CaseProgressHandler.Decide(thrown, waiting));
        foreach (var @case in new[] { Open(), null, WithJob("melderegister", new JobCompleted(OpenJob)) })
            Assert.Equal(
                [Decision.Nothing, Decision.Nothing, Decision.Nothing],
                [CaseProgressHandler.Decide(done, @case), CaseProgressHandler.Decide(failed, @case), CaseProgressHandler.Decide(thrown, @case)]);
    }

    [Fact]
    public void A_timer_fires_while_it_runs()
    {
        var scheduled = new TimerScheduled(TimerId, "frist", ProcessState.RootScope, Now, 0, null);

        Assert.Equal(Step(new Trigger.FireTimer(TimerId)), CaseProgressHandler.Decide(new FireTimer(Id, TimerId), Open(scheduled)));
        Assert.Equal(Decision.Nothing, CaseProgressHandler.Decide(new FireTimer(Id, TimerId), Open(scheduled, new TimerFired(TimerId))));
        Assert.Equal(Decision.Nothing, CaseProgressHandler.Decide(new FireTimer(Id, TimerId), null));
    }

    [Fact]
    public void A_message_comes_to_a_case_that_waits_for_it_and_the_sender_is_told()
    {
        var command = new CorrelateMessage(Id, "bezahlt", Values, "process");

        Assert.Equal(
            Step(new Trigger.DeliverMessage("bezahlt", Id.ToString(), Values, "process")).Answering(new MessageCorrelated(true)),
            CaseProgressHandler.Decide(command, Open(Awaits("bezahlt"))));
        Assert.Equal(Decision.Nothing.Answering(new MessageCorrelated(false)), CaseProgressHandler.Decide(command, Open(Awaits("antwort"))));
        Assert.Equal(Decision.Nothing.Answering(new MessageCorrelated(false)), CaseProgressHandler.Decide(command, null));
    }

    [Fact]
    public void What_stopped_is_tried_again_after_its_values_were_mended()
    {
        var stopped = Open(new IncidentRaised(OpenJob, "job", ProcessState.RootScope, IncidentCodes.ExpressionFailed, "No zone.", IncidentRetry.Enter));
        Decision Retry(Case? @case, Actor actor, params IReadOnlyList<Correction> corrections) =>
            RetryIncidentHandler.Decide(new RetryIncident(Id, OpenJob, actor) { Corrections = corrections }, @case);
        var zone = new Correction("zone.name", JsonValue.Create("Nord"));
        var otto = People.Otto.Actor();

        Assert.Equal(
            Decision.Nothing.Then(new Trigger.SetValues(FeelContext.Empty.WithPath("zone.name", new FeelString("Nord")), ValueOrigin.Clerk), Sabine.Id)
                .Then(new Trigger.ResolveIncident(OpenJob), Sabine.Id),
            Retry(stopped, Sabine, zone));
        Assert.Equal(Decision.Nothing.Then(new Trigger.ResolveIncident(OpenJob), otto.Id), Retry(stopped, otto));
        Assert.Equal<Decision>(new CaseNotFound(), Retry(stopped, otto, zone));
        Assert.Equal<Decision>(new CaseNotFound(), Retry(null, Sabine));
        Assert.Equal<Decision>(new NothingToMend(), Retry(Open(), Sabine));
        Assert.Equal<Decision>(new CorrectionInvalid("zahlung.stand"), Retry(stopped, Sabine, zone, new Correction("zahlung.stand", null)));
        Assert.Equal<Decision>(new CorrectionInvalid("a b"), Retry(stopped, Sabine, new Correction("a b", null)));
    }

    private static Decision Step(Trigger trigger) => Decision.Nothing.Then(trigger);
}
