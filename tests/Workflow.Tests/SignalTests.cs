using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;
using static Verwaltung.Testing.ProcessScenario;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

/// <summary>Signals and escalations: what is told to others.</summary>
public sealed class SignalTests
{
    [Fact]
    public void A_signal_is_heard_by_all_that_wait_for_it()
    {
        var scenario = Given(Process(
                Start() + Parallel("f") + Catch("one", Signal()) + UserTask("a") + Boundary("two", "a", Signal()) + UserTask("b") + Throw("x", Signal()) + End() + End("e2") + End("e3"),
                "s -> f -> one -> e", "f -> a -> e", "f -> b -> x -> e2", "two -> e3")).Started()
            .Then("process-started", "entered s", "left s", "entered f", "left f", "entered one", "entered a", "entered b", "signal-awaited one", "signal-awaited two", "task-opened a", "task-opened b");
        scenario.TaskCompleted("b").Then(
            "task-completed b", "left b", "entered x", "signal x", "left x", "signal-heard one", "left one", "signal-heard two", "task-canceled a", "ended a", "entered two", "left two",
            "entered e2", "entered e", "entered e3", "left e2", "left e", "left e3", "process-completed");
    }

    [Fact]
    public void A_signal_that_nobody_waits_for_is_gone() =>
        Given(Process(Start() + Throw("x", Signal()) + Catch("c", Signal()) + End(), "s -> x -> c -> e")).Started()
            .Then("process-started", "entered s", "left s", "entered x", "signal x", "left x", "entered c", "signal-awaited c");

    [Fact]
    public void A_signal_may_come_from_outside_with_values() =>
        Given(Process(Start() + Catch("c", Signal()) + End(), "s -> c -> e")).Started().When(new Trigger.BroadcastSignal("news", FeelContext.Empty.With("x", 1), "register"))
            .Then("signal-heard c", "values x = 1 (register)", "left c", "entered e", "left e", "process-completed");

    [Fact]
    public void A_signal_from_outside_that_nobody_waits_for_changes_nothing() =>
        Given(Process(Start() + UserTask("a") + End(), "s -> a -> e")).Started().When(new Trigger.BroadcastSignal("news", FeelContext.Empty, "register")).Then();

    [Fact]
    public void A_signal_may_start_the_process() =>
        Given(Process($"<bpmn:startEvent id='s'>{Signal()}</bpmn:startEvent>" + UserTask("a") + End(), "s -> a -> e")).When(new Trigger.BroadcastSignal("news", FeelContext.Empty.With("x", 1), "register"))
            .Then("process-started", "values x = 1 (register)", "entered s", "left s", "entered a", "task-opened a");

    [Fact]
    public void A_signal_end_event_may_interrupt_the_scope_it_ends_in() =>
        Given(Process(Start() + SubProcess("sub", Start("is") + EndWith("x", Signal()), "is -> x") + Boundary("b", "sub", Signal()) + End() + End("e2"), "s -> sub -> e", "b -> e2")).Started()
            .Then("process-started", "entered s", "left s", "entered sub", "signal-awaited b", "entered is", "left is", "entered x", "signal x", "left x", "signal-heard b",
                "ended sub", "entered b", "left b", "entered e2", "left e2", "process-completed");

    [Fact]
    public void A_process_that_wakes_itself_without_end_stops_with_an_incident()
    {
        var scenario = Given(Process(Start() + Throw("t", Signal()) + UserTask("a") + End() + Handler("h", Signal(), false, Throw("x", Signal()), "x"), "s -> t -> a -> e")).Started();
        Assert.Equal(IncidentCodes.TooManySteps, Assert.Single(scenario.State.Incidents.Values).Code);
    }

    private static string Escalated(string definition, bool interrupting, string thrown = "Escalation_late") => Process(
        Start() + SubProcess("sub", Start("is") + Throw("x", Escalation(thrown)) + UserTask("a") + End("ie"), "is -> x -> a -> ie") + Boundary("b", "sub", definition, interrupting) + UserTask("c") + End() + End("e2"),
        "s -> sub -> e", "b -> c -> e2");

    private static readonly string[] Thrown = ["process-started", "entered s", "left s", "entered sub", "entered is", "left is", "entered x", "escalation x"];

    [Fact]
    public void An_escalation_is_told_and_the_work_goes_on() =>
        Given(Escalated(Escalation(), interrupting: false)).Started().Then([.. Thrown, "left x", "entered b", "left b", "entered a", "entered c", "task-opened a", "task-opened c"]);

    [Fact]
    public void An_escalation_may_interrupt() =>
        Given(Escalated(Escalation(), interrupting: true)).Started().Then([.. Thrown, "ended x", "ended sub", "entered b", "left b", "entered c", "task-opened c"]);

    [Fact]
    public void An_event_without_code_takes_every_escalation() =>
        Given(Escalated(Escalation(null), interrupting: false, "Escalation_other")).Started().Then([.. Thrown, "left x", "entered b", "left b", "entered a", "entered c", "task-opened a", "task-opened c"]);

    [Fact]
    public void An_escalation_that_nobody_catches_is_no_fault() =>
        Given(Escalated(Escalation(), interrupting: true, "Escalation_other")).Started().Then([.. Thrown, "left x", "entered a", "task-opened a"]);

    [Fact]
    public void An_escalation_end_event_ends_its_way_and_tells_the_event_sub_process() =>
        Given(Process(Start() + EndWith("x", Escalation()) + Handler("h", Escalation(), false, UserTask("b"), "b"), "s -> x")).Started()
            .Then("process-started", "entered s", "left s", "entered x", "escalation x", "left x", "entered h", "entered h_s", "left h_s", "entered b", "task-opened b");

    [Fact]
    public void An_event_sub_process_does_not_hear_itself() =>
        Given(Process(
                Start() + SubProcess("sub", Start("is") + EndWith("x", Escalation()) + Handler("h", Escalation(), false, Throw("again", Escalation()), "again"), "is -> x") + Boundary("b", "sub", Escalation(), false) + End() + End("e2"),
                "s -> sub -> e", "b -> e2")).Started()
            .Then("process-started", "entered s", "left s", "entered sub", "entered is", "left is", "entered x", "escalation x", "left x", "entered h", "entered h_s", "left h_s",
                "entered again", "escalation again", "left again", "entered b", "left b", "entered h_e", "entered e2", "left h_e", "left e2", "left h", "left sub", "entered e", "left e", "process-completed");
}
