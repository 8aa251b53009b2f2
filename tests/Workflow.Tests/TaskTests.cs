using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;
using static Verwaltung.Testing.ProcessScenario;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

public sealed class TaskTests
{
    private static FeelContext Values(string name, FeelValue value) => FeelContext.Empty.With(name, value);

    [Fact]
    public void A_user_task_says_who_does_it_with_which_form_until_when()
    {
        var scenario = Given(Process(Start() + UserTask("a", """
            <zeebe:userTask/><zeebe:formDefinition formId="decide"/>
            <zeebe:assignmentDefinition assignee="=clerk" candidateGroups="=[&quot;33/5&quot;, team]" candidateUsers="ada, bob"/>
            <zeebe:taskSchedule dueDate="=received + duration(&quot;P14D&quot;)" followUpDate="2026-12-01"/>
            <zeebe:taskHeaders><zeebe:header key="kind" value="first"/></zeebe:taskHeaders>
            """) + End(), "s -> a -> e"));
        scenario.Started(Values("clerk", "Ada").With("team", "33/post").With("received", "2026-11-20"));
        // "received" is plain text after it was stored, so the sum is null and no due date is set.
        Assert.Equal(
            new UserTaskCreated(scenario.Task("a"), "a", "a", "decide", "Ada", ["33/5", "33/post"], ["ada", "bob"], null,
                new DateTimeOffset(2026, 11, 30, 23, 0, 0, TimeSpan.Zero), Values("kind", "first")),
            scenario.State.OpenTasks[scenario.Task("a")]);
    }

    [Fact]
    public void A_due_date_may_be_computed()
    {
        var scenario = Given(Process(Start() + UserTask("a", """<zeebe:taskSchedule dueDate="=date and time(received) + duration(&quot;P1D&quot;)"/>""") + End(), "s -> a -> e"));
        scenario.Started(Values("received", "2026-11-20T10:00:00Z"));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero), scenario.State.OpenTasks[scenario.Task("a")].Due);
    }

    [Fact]
    public void A_service_task_opens_a_job_and_waits_for_it() =>
        Given(Process(Start() + ServiceTask("a") + End(), "s -> a -> e")).Started()
            .Then("process-started", "entered s", "left s", "entered a", "job-opened a");

    [Fact]
    public void A_job_that_is_done_brings_its_values() =>
        Given(Process(Start() + ServiceTask("a") + End(), "s -> a -> e")).Started().JobCompleted("a", Values("found", true))
            .Then("job-completed a", "values found = true (job)", "left a", "entered e", "left e", "process-completed");

    [Fact]
    public void A_job_that_fails_is_tried_again_until_no_retries_are_left()
    {
        var scenario = Given(Process(Start() + ServiceTask("a", "<zeebe:taskDefinition type='work' retries='2'/>") + End(), "s -> a -> e")).Started();
        scenario.When(new Trigger.FailJob(scenario.Job("a"), "down")).Then("job-failed a");
        scenario.When(new Trigger.FailJob(scenario.Job("a"), "down")).Then("job-failed a", "incident a");
        scenario.IncidentResolved("a").Then("incident-resolved a", "job-opened a");
        Assert.Equal(1, scenario.State.OpenJobs[scenario.Job("a")].Retries);
        scenario.JobCompleted("a").Then("job-completed a", "left a", "entered e", "left e", "process-completed");
    }

    [Fact]
    public void An_unknown_job_is_refused() =>
        Given(Process(Start() + ServiceTask("a") + End(), "s -> a -> e")).Started()
            .When(new Trigger.CompleteJob(CountingIds.Id(99), FeelContext.Empty, "job")).ThenRefused(ProcessRefusal.JobUnknown);

    [Fact]
    public void A_script_sets_its_result() =>
        Given(Process(Start() + Script("a", "=x * 2", "y") + End(), "s -> a -> e")).Started(Values("x", 21))
            .Then("process-started", "values x = 21 (start)", "entered s", "left s", "entered a", "values y = 42 (script:a)", "left a", "entered e", "left e", "process-completed");

    [Fact]
    public void A_script_that_gives_a_date_leaves_plain_text() =>
        Assert.Equal(new FeelString("2026-11-24"), Given(Process(Start() + Script("a", "=date(\"2026-11-23\") + duration(\"P1D\")", "day") + End(), "s -> a -> e")).Started().State.Values.Get("day"));

    [Fact]
    public void A_business_rule_task_evaluates_its_decision() =>
        Given(Process(Start() + Task("businessRuleTask", "a", "<zeebe:calledDecision decisionId='fee' resultVariable='fee'/>") + End(), "s -> a -> e"))
            .With(new FixedDecision("fee", 30)).Started()
            .Then("process-started", "entered s", "left s", "entered a", "decided a", "values fee = 30 (decision:fee)", "left a", "entered e", "left e", "process-completed");

    [Fact]
    public void A_decision_that_fails_is_an_incident_retried_from_there()
    {
        var scenario = Given(Process(Start() + Task("businessRuleTask", "a", "<zeebe:calledDecision decisionId='fee' resultVariable='fee'/>") + End(), "s -> a -> e")).Started()
            .Then("process-started", "entered s", "left s", "entered a", "incident a");
        Assert.Equal(IncidentCodes.DecisionFailed, Assert.Single(scenario.State.Incidents.Values).Code);
        scenario.With(new FixedDecision("fee", 30)).IncidentResolved("a")
            .Then("incident-resolved a", "decided a", "values fee = 30 (decision:fee)", "left a", "entered e", "left e", "process-completed");
    }

    [Fact]
    public void An_assignee_that_is_no_text_is_an_incident_and_leaves_nothing_half_done()
    {
        var scenario = Given(Process(
            Start() + UserTask("a", "<zeebe:ioMapping><zeebe:input source='=1' target='x'/></zeebe:ioMapping><zeebe:assignmentDefinition assignee='=[clerk]'/>") + End(), "s -> a -> e"))
            .Started().Then("process-started", "entered s", "left s", "entered a", "incident a");
        Assert.Equal("Expected the assignee to be a text, but '=[clerk]' gave a list.", scenario.State.Incidents.Values.Single().Message);
        scenario.IncidentResolved("a").Then("incident-resolved a", "incident a");
    }
}
