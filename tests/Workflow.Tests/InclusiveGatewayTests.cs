using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;
using static Verwaltung.Testing.ProcessScenario;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

public sealed class InclusiveGatewayTests
{
    private static readonly string Choice = Process(
        Start() + Inclusive("f") + UserTask("a") + UserTask("b") + UserTask("c") + Inclusive("j") + End(),
        "s -> f", "f -[=x > 1]-> a", "f -[=x > 2]-> b", "f -*-> c", "a -> j", "b -> j", "c -> j", "j -> e");

    private static FeelContext X(FeelValue value) => FeelContext.Empty.With("x", value);

    [Theory, InlineData(3, "a b"), InlineData(2, "a"), InlineData(1, "c")]
    public void Every_flow_whose_condition_holds_is_taken_else_the_default(int x, string taken) =>
        Assert.Equal(taken, string.Join(' ', Given(Choice).Started(X(x)).State.OpenTasks.Values.Select(task => task.ElementId).Order()));

    [Fact]
    public void The_join_waits_for_those_that_were_taken()
    {
        var scenario = Given(Choice).Started(X(3)).TaskCompleted("a").Then("task-completed a", "left a");
        scenario.TaskCompleted("b").Then("task-completed b", "left b", "entered j", "left j", "entered e", "left e", "process-completed");
    }

    [Fact]
    public void The_join_waits_for_nobody_else() =>
        Given(Choice).Started(X(2)).TaskCompleted("a").Then("task-completed a", "left a", "entered j", "left j", "entered e", "left e", "process-completed");

    [Fact]
    public void Where_no_condition_holds_and_no_default_is_there_an_incident_is_raised() =>
        Assert.Equal(IncidentCodes.NoFlowChosen, Given(Process(Start() + Inclusive("f") + UserTask("a") + UserTask("b") + End(), "s -> f", "f -[=x > 1]-> a", "f -[=x > 2]-> b", "a -> e", "b -> e"))
            .Started(X(0)).State.Incidents.Values.Single().Code);

    [Fact]
    public void A_branch_that_turns_off_to_another_end_is_no_longer_waited_for()
    {
        var scenario = Given(Process(
            Start() + Parallel("f") + UserTask("a") + UserTask("b") + Exclusive("g") + Inclusive("j") + UserTask("after") + End() + End("e2"),
            "s -> f -> a -> j -> after -> e", "f -> b -> g", "g -[=stay]-> j", "g -*-> e2")).Started().TaskCompleted("a").Then("task-completed a", "left a");
        scenario.TaskCompleted("b", FeelContext.Empty.With("stay", false))
            .Then("task-completed b", "values stay = false (form)", "left b", "entered g", "left g", "entered e2", "left e2", "entered j", "left j", "entered after", "task-opened after");
    }

    [Fact]
    public void A_branch_that_comes_by_the_flow_that_holds_a_token_is_not_waited_for()
    {
        var scenario = Given(Process(
            Start() + Parallel("f") + UserTask("a") + UserTask("b") + Exclusive("m") + Inclusive("j") + UserTask("c") + UserTask("after") + End() + Exclusive("g"),
            "s -> f -> a -> m -> j -> after -> e", "f -> b -> g", "g -[=x = 1]-> m", "g -*-> c", "c -> j")).Started(X(1)).TaskCompleted("a")
            .Then("task-completed a", "left a", "entered m", "left m", "entered j", "left j", "entered after", "task-opened after");
        Assert.Equal(["after", "b"], scenario.State.OpenTasks.Values.Select(task => task.ElementId).Order());
    }

    [Fact]
    public void A_timer_on_a_task_is_a_way_that_is_waited_for()
    {
        var scenario = Given(Process(
            Start() + Parallel("f") + UserTask("a") + UserTask("b") + Boundary("t", "b", Timer("P1D")) + Inclusive("j") + End() + End("e2"), "s -> f -> a -> j -> e", "f -> b -> e2", "t -> j"))
            .Started().TaskCompleted("a").Then("task-completed a", "left a");
        scenario.TimerFired("t").Then("timer-fired t", "task-canceled b", "ended b", "entered t", "left t", "entered j", "left j", "entered e", "left e", "process-completed");
    }

    [Fact]
    public void A_loop_back_to_the_join_lets_it_begin_again()
    {
        var scenario = Given(Process(Start() + Inclusive("j") + UserTask("a") + Exclusive("g") + End(), "s -> j -> a -> g", "g -[=again]-> j", "g -*-> e")).Started();
        scenario.TaskCompleted("a", FeelContext.Empty.With("again", true)).Then("task-completed a", "values again = true (form)", "left a", "entered g", "left g", "entered j", "left j", "entered a", "task-opened a");
        scenario.TaskCompleted("a", FeelContext.Empty.With("again", false));
        Assert.Equal(ProcessStatus.Completed, scenario.State.Status);
    }

    [Fact]
    public void Two_joins_that_wait_for_each_other_are_an_incident()
    {
        var scenario = Given(Process(
            Start() + Parallel("f") + UserTask("a") + UserTask("b") + Inclusive("j") + Inclusive("k") + Exclusive("g") + Exclusive("h") + End(),
            "s -> f -> a -> j -> g", "f -> b -> k -> h", "g -[=false]-> k", "g -*-> e", "h -[=false]-> j", "h -*-> e")).Started().TaskCompleted("a").TaskCompleted("b");
        Assert.Equal(IncidentCodes.JoinStuck, Assert.Single(scenario.State.Incidents.Values).Code);
    }
}
