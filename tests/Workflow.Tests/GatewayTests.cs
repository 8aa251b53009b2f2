using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;
using static Verwaltung.Testing.ProcessScenario;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

public sealed class GatewayTests
{
    private static readonly string Choice = Process(Start() + Exclusive("g") + UserTask("a") + UserTask("b") + UserTask("c") + End(),
        "s -> g", "g -[=x > 10]-> a", "g -[=x > 5]-> b", "g -*-> c", "a -> e", "b -> e", "c -> e");

    private static readonly string Strict = Process(Start() + Exclusive("g") + UserTask("a") + UserTask("b") + End(),
        "s -> g", "g -[=x > 10]-> a", "g -[=x > 5]-> b", "a -> e", "b -> e");

    private static FeelContext X(FeelValue value) => FeelContext.Empty.With("x", value);

    [Theory, InlineData(11, "a"), InlineData(6, "b"), InlineData(1, "c")]
    public void An_exclusive_gateway_takes_the_first_flow_that_holds(int x, string taken) =>
        Assert.Equal(taken, Assert.Single(Given(Choice).Started(X(x)).State.OpenTasks.Values).ElementId);

    [Fact]
    public void Where_no_condition_holds_and_no_default_is_there_an_incident_waits_for_other_values()
    {
        var scenario = Given(Strict).Started(X(1)).Then("process-started", "values x = 1 (start)", "entered s", "left s", "entered g", "incident g");
        Assert.Equal(IncidentCodes.NoFlowChosen, scenario.State.Incidents.Values.Single().Code);
        scenario.When(new Trigger.SetValues(X(20), "clerk")).IncidentResolved("g").Then("incident-resolved g", "left g", "entered a", "task-opened a");
    }

    [Fact]
    public void A_condition_that_is_neither_true_nor_false_is_an_incident() =>
        Assert.Equal(IncidentCodes.ExpressionFailed, Given(Choice).Started().State.Incidents.Values.Single().Code);

    [Fact]
    public void A_parallel_gateway_waits_for_every_branch()
    {
        var scenario = Given(Process(Start() + Parallel("f") + UserTask("a") + UserTask("b") + Parallel("j") + End(), "s -> f -> a -> j -> e", "f -> b -> j")).Started()
            .Then("process-started", "entered s", "left s", "entered f", "left f", "entered a", "entered b", "task-opened a", "task-opened b");
        scenario.TaskCompleted("b").Then("task-completed b", "left b");
        scenario.TaskCompleted("a").Then("task-completed a", "left a", "entered j", "left j", "entered e", "left e", "process-completed");
    }

    [Fact]
    public void A_join_that_can_never_be_complete_is_an_incident()
    {
        var scenario = Given(Process(Start() + Exclusive("g") + UserTask("a") + UserTask("b") + Parallel("j") + End(), "s -> g", "g -[=true]-> a", "g -*-> b", "a -> j -> e", "b -> j"))
            .Started().TaskCompleted("a").Then("task-completed a", "left a", "incident j");
        Assert.Equal("Expected a token on flow 'b_j' of gateway 'j', but nothing is left that could bring one.", scenario.State.Incidents.Values.Single().Message);
        scenario.When(new Trigger.Cancel("wrong model")).Then("incident-resolved j", "process-ended");
    }

    [Fact]
    public void A_loop_without_waiting_stops_with_an_incident()
    {
        var scenario = Given(Process(Start() + Exclusive("g") + Script("a", "=1", "x") + End(), "s -> g", "g -[=x = 2]-> e", "g -*-> a", "a -> g")).Started(X(0));
        Assert.Equal(IncidentCodes.TooManySteps, scenario.State.Incidents.Values.Single().Code);
        scenario.When(new Trigger.SetValues(X(2), "clerk"));
        Assert.NotEqual(ProcessStatus.Completed, scenario.State.Status);
    }

    [Fact]
    public void Several_flows_out_of_a_task_are_all_taken_and_each_ends_on_its_own() =>
        Given(Process(Start() + UserTask("a") + UserTask("b") + End(), "s -> a -> b -> e", "a -> e")).Started().TaskCompleted("a")
            .Then("task-completed a", "left a", "entered b", "entered e", "task-opened b", "left e");
}
