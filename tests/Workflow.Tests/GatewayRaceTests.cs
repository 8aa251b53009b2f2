using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;
using static Verwaltung.Testing.ProcessScenario;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

/// <summary>Event-based gateways, and tasks that wait for a message.</summary>
public sealed class GatewayRaceTests
{
    private static readonly string Race = Process(
        Start() + EventBased("g") + Catch("paid", Message("Message_any")) + Catch("late", Timer("P14D")) + Receive("back", "Message_other") + UserTask("a") + UserTask("b") + UserTask("c") + End(),
        "s -> g -> paid -> a -> e", "g -> late -> b -> e", "g -> back -> c -> e");

    private static readonly string[] Waiting = ["process-started", "entered s", "left s", "entered g", "message-awaited paid", "timer-set late", "message-awaited back"];

    [Fact]
    public void The_message_that_comes_first_decides_the_way() =>
        Given(Race).Started().Then(Waiting).MessageCame("any", null, FeelContext.Empty.With("amount", 30))
            .Then("message-received paid", "timer-canceled late", "message-canceled back", "left g", "entered paid", "values amount = 30 (message)", "left paid", "entered a", "task-opened a");

    [Fact]
    public void A_timer_that_comes_first_decides_the_way() =>
        Given(Race).Started().TimerFired("late")
            .Then("timer-fired late", "message-canceled paid", "message-canceled back", "left g", "entered late", "left late", "entered b", "task-opened b");

    [Fact]
    public void A_receive_task_may_stand_behind_the_gateway() =>
        Given(Race).Started().MessageCame("other").Then("message-received back", "timer-canceled late", "message-canceled paid", "left g", "entered back", "left back", "entered c", "task-opened c");

    [Fact]
    public void What_comes_second_is_refused()
    {
        var scenario = Given(Race).Started();
        var timer = scenario.State.OpenTimers.Keys.Single();
        scenario.MessageCame("any").When(new Trigger.FireTimer(timer)).ThenRefused(ProcessRefusal.TimerUnknown);
    }

    [Fact]
    public void A_sub_process_that_is_interrupted_waits_no_more() =>
        Given(Process(
                Start() + SubProcess("sub", Start("is") + EventBased("g") + Catch("m", Message("Message_any")) + Catch("t", Timer("P1D")) + End("ie"), "is -> g -> m -> ie", "g -> t -> ie")
                + Boundary("b", "sub", Message("Message_other")) + End() + End("e2"), "s -> sub -> e", "b -> e2"))
            .Started().MessageCame("other").Then("message-received b", "timer-canceled t", "message-canceled m", "ended g", "ended sub", "entered b", "left b", "entered e2", "left e2", "process-completed");

    [Fact]
    public void A_key_that_is_missing_is_an_incident_and_nothing_is_waited_for_by_halves()
    {
        var scenario = Given(Process(Start() + EventBased("g") + Catch("t", Timer("P1D")) + Catch("m", Message()) + End(), "s -> g -> t -> e", "g -> m -> e")).Started()
            .Then("process-started", "entered s", "left s", "entered g", "incident g");
        scenario.When(new Trigger.SetValues(FeelContext.Empty.With("fileNumber", "7"), "clerk")).IncidentResolved("g").Then("incident-resolved g", "timer-set t", "message-awaited m");
    }

    [Fact]
    public void A_receive_task_waits_and_may_be_late() =>
        Given(Process(Start() + Receive("r") + Boundary("b", "r", Timer("P14D")) + UserTask("a") + UserTask("c") + End(), "s -> r -> a -> e", "b -> c -> e")).Started()
            .Then("process-started", "entered s", "left s", "entered r", "timer-set b", "message-awaited r")
            .TimerFired("b").Then("timer-fired b", "message-canceled r", "ended r", "entered b", "left b", "entered c", "task-opened c");

    [Fact]
    public void A_receive_task_takes_the_values_of_its_message() =>
        Given(Process(Start() + Receive("r") + Boundary("b", "r", Timer("P14D")) + End() + End("e2"), "s -> r -> e", "b -> e2")).Started().MessageCame("any", null, FeelContext.Empty.With("x", 1))
            .Then("message-received r", "values x = 1 (message)", "timer-canceled b", "left r", "entered e", "left e", "process-completed");

    [Fact]
    public void What_sends_a_message_is_a_job()
    {
        const string Job = "<zeebe:taskDefinition type='send'/>";
        var scenario = Given(Process(
                Start() + Task("sendTask", "a", Job) + Throw("b", Message("Message_any"), Job) + $"<bpmn:endEvent id='e'><bpmn:extensionElements>{Job}</bpmn:extensionElements>{Message("Message_any")}</bpmn:endEvent>", "s -> a -> b -> e"))
            .Started().Then("process-started", "entered s", "left s", "entered a", "job-opened a");
        scenario.JobCompleted("a").Then("job-completed a", "left a", "entered b", "job-opened b");
        scenario.JobCompleted("b").Then("job-completed b", "left b", "entered e", "job-opened e");
        scenario.JobCompleted("e").Then("job-completed e", "left e", "process-completed");
    }

    [Fact]
    public void Manual_tasks_and_plain_throw_events_are_passed() =>
        Given(Process(Start() + "<bpmn:manualTask id='m'/>" + Throw("n") + End(), "s -> m -> n -> e")).Started()
            .Then("process-started", "entered s", "left s", "entered m", "left m", "entered n", "left n", "entered e", "left e", "process-completed");

    [Fact]
    public void A_link_goes_on_at_the_event_of_its_name() =>
        Given(Process(Start() + Throw("out", Link("far")) + Catch("in", Link("far")) + Throw("other", Link("near")) + Catch("near", Link("near")) + Exclusive("g") + End() + End("e2"),
                "s -> g", "g -[=false]-> other", "g -*-> out", "in -> e", "near -> e2")).Started()
            .Then("process-started", "entered s", "left s", "entered g", "left g", "entered out", "left out", "entered in", "left in", "entered e", "left e", "process-completed");
}
