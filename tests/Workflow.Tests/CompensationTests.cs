using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;
using static Verwaltung.Testing.ProcessScenario;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

public sealed class CompensationTests
{
    private static string Booked(string compensation) => Process(
        Start() + UserTask("a") + UndoneBy("a", "undoA") + UserTask("b") + UndoneBy("b", "undoB") + UserTask("c") + Throw("x", compensation) + UserTask("after") + End(),
        "s -> a -> b -> c -> x -> after -> e");

    [Fact]
    public void What_was_done_is_undone_the_last_first_and_then_the_process_goes_on()
    {
        var scenario = Given(Booked(Compensation())).Started().TaskCompleted("a").Then("task-completed a", "can-be-undone a", "left a", "entered b", "task-opened b");
        scenario.TaskCompleted("b").TaskCompleted("c").Then("task-completed c", "left c", "entered x", "undoing x", "entered undoB", "undoes undoB", "task-opened undoB");
        scenario.TaskCompleted("undoB").Then("task-completed undoB", "left undoB", "entered undoA", "undoes undoA", "task-opened undoA");
        scenario.TaskCompleted("undoA").Then("task-completed undoA", "left undoA", "left x", "entered after", "task-opened after");
    }

    [Fact]
    public void One_activity_may_be_named() =>
        Given(Booked(Compensation("a"))).Started().TaskCompleted("a").TaskCompleted("b").TaskCompleted("c")
            .Then("task-completed c", "left c", "entered x", "undoing x", "entered undoA", "undoes undoA", "task-opened undoA")
            .TaskCompleted("undoA").Then("task-completed undoA", "left undoA", "left x", "entered after", "task-opened after");

    [Fact]
    public void What_was_not_completed_is_not_undone() =>
        Given(Process(Start() + Parallel("f") + UserTask("a") + UndoneBy("a", "undoA") + UserTask("b") + Throw("x", Compensation()) + End(), "s -> f -> a -> e", "f -> b -> x -> e")).Started().TaskCompleted("b")
            .Then("task-completed b", "left b", "entered x", "undoing x", "left x", "entered e", "left e");

    [Fact]
    public void What_was_done_twice_is_undone_twice_and_only_once_each()
    {
        var scenario = Given(Process(
            Start() + UserTask("a") + UndoneBy("a", "undoA") + Exclusive("g") + Throw("x", Compensation()) + Throw("y", Compensation()) + End(), "s -> a -> g", "g -[=again]-> a", "g -*-> x", "x -> y -> e"))
            .Started().TaskCompleted("a", FeelContext.Empty.With("again", true)).TaskCompleted("a", FeelContext.Empty.With("again", false)).TaskCompleted("undoA");
        scenario.TaskCompleted("undoA").Then("task-completed undoA", "left undoA", "left x", "entered y", "undoing y", "left y", "entered e", "left e", "process-completed");
    }

    [Fact]
    public void Two_that_undo_at_the_same_time_undo_each_thing_once()
    {
        var scenario = Given(Process(
            Start() + UserTask("a") + UndoneBy("a", "undoA") + UserTask("b") + UndoneBy("b", "undoB") + Parallel("f") + Throw("x", Compensation()) + Throw("y", Compensation()) + End(),
            "s -> a -> b -> f -> x -> e", "f -> y -> e")).Started().TaskCompleted("a").TaskCompleted("b");
        Assert.Equal(["undoA", "undoB"], scenario.State.OpenTasks.Values.Select(task => task.ElementId).Order());
        scenario.TaskCompleted("undoB").Then("task-completed undoB", "left undoB", "left x", "entered e", "left e");
        scenario.TaskCompleted("undoA").Then("task-completed undoA", "left undoA", "left y", "entered e", "left e", "process-completed");
    }

    private static readonly string Trip = Process(
        Start() + SubProcess("sub", Start("is") + UserTask("a") + UndoneBy("a", "undoA") + End("ie"), "is -> a -> ie")
            .Replace("<bpmn:subProcess id=\"sub\">", "<bpmn:subProcess id=\"sub\"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source='=1' target='number'/></zeebe:ioMapping></bpmn:extensionElements>", StringComparison.Ordinal)
        + UserTask("b") + Throw("x", Compensation()) + End(), "s -> sub -> b -> x -> e");

    [Fact]
    public void A_sub_process_is_undone_from_inside_with_the_values_it_had()
    {
        var scenario = Given(Trip).Started().TaskCompleted("a", FeelContext.Empty.With("number", 7)).TaskCompleted("b")
            .Then("task-completed b", "left b", "entered x", "undoing x", "entered sub", "undoes sub", "undoing sub", "entered undoA", "undoes undoA", "task-opened undoA");
        Assert.Equal((FeelValue)7, scenario.State.VisibleTo(scenario.Task("undoA")).Get("number"));
        scenario.TaskCompleted("undoA").Then("task-completed undoA", "left undoA", "left sub", "left x", "entered e", "left e", "process-completed");
    }

    [Fact]
    public void A_sub_process_that_was_interrupted_has_nothing_to_be_undone()
    {
        var scenario = Given(Process(
            Start() + SubProcess("sub", Start("is") + UserTask("a") + UndoneBy("a", "undoA") + UserTask("b") + End("ie"), "is -> a -> b -> ie") + Boundary("t", "sub", Timer("P1D")) + Throw("x", Compensation()) + End() + End("e2"),
            "s -> sub -> e", "t -> x -> e2")).Started().TaskCompleted("a");
        Assert.Single(scenario.State.Compensables);
        scenario.TimerFired("t").Then("timer-fired t", "task-canceled b", "ended b", "ended sub", "entered t", "left t", "entered x", "undoing x", "left x", "entered e2", "left e2", "process-completed");
    }

    [Fact]
    public void An_error_is_answered_by_undoing_what_the_scope_has_done()
    {
        var handler = Handler("h", Error(), true, Throw("x", Compensation()), "x");
        Given(Process(Start() + SubProcess("sub", Start("is") + UserTask("a") + UndoneBy("a", "undoA") + ServiceTask("j") + End("ie") + handler, "is -> a -> j -> ie") + End(), "s -> sub -> e")).Started()
            .TaskCompleted("a").When(job => new Trigger.ThrowJobError(job.Job("j"), "NO", "no"))
            .Then("error j", "job-canceled j", "ended j", "interrupted h", "entered h", "entered h_s", "left h_s", "entered x", "undoing x", "entered undoA", "undoes undoA", "task-opened undoA")
            .TaskCompleted("undoA").Then("task-completed undoA", "left undoA", "left x", "entered h_e", "left h_e", "left h", "left sub", "entered e", "left e", "process-completed");
    }

    [Fact]
    public void A_compensation_end_event_ends_its_way_when_all_is_undone() =>
        Given(Process(Start() + UserTask("a") + UndoneBy("a", "undoA") + EndWith("x", Compensation()), "s -> a -> x")).Started().TaskCompleted("a")
            .Then("task-completed a", "can-be-undone a", "left a", "entered x", "undoing x", "entered undoA", "undoes undoA", "task-opened undoA")
            .TaskCompleted("undoA").Then("task-completed undoA", "left undoA", "left x", "process-completed");

    [Fact]
    public void Undoing_may_be_interrupted_with_all_of_its_scope() =>
        Given(Process(
                Start() + SubProcess("sub", Start("is") + UserTask("a") + UndoneBy("a", "undoA") + EndWith("x", Compensation()), "is -> a -> x") + Boundary("t", "sub", Timer("P1D")) + End() + End("e2"), "s -> sub -> e", "t -> e2"))
            .Started().TaskCompleted("a").TimerFired("t")
            .Then("timer-fired t", "ended x", "task-canceled undoA", "ended undoA", "ended sub", "entered t", "left t", "entered e2", "left e2", "process-completed");
}
