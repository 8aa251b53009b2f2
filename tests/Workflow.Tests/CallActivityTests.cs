using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;
using static Verwaltung.Testing.ProcessScenario;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

public sealed class CallActivityTests
{
    private static readonly string Zone = Called("zone", Start("zs") + UserTask("look") + Script("fee", "=base + 1", "fee") + End("ze"), "zs -> look -> fee -> ze");

    private static string Calling(string more = "", string extensions = "", string boundary = "", params string[] arrows) =>
        With(Process(Start() + Call("c", "zone", more, extensions) + boundary + UserTask("after") + End(), ["s -> c -> after -> e", .. arrows]), Zone);

    private static FeelContext Base(FeelValue value) => FeelContext.Empty.With("base", value);

    [Fact]
    public void A_called_process_runs_to_its_end_and_gives_its_values_back()
    {
        var scenario = Given(Calling()).Started(Base(30))
            .Then("process-started", "values base = 30 (start)", "entered s", "left s", "entered c", "called c", "entered zs", "left zs", "entered look", "task-opened look");
        scenario.TaskCompleted("look", FeelContext.Empty.With("zone", "B2"))
            .Then("task-completed look", "values zone = \"B2\" (form)", "left look", "entered fee", "values fee = 31 (script:fee)", "left fee", "entered ze", "left ze",
                "values zone = \"B2\" (process:zone), fee = 31 (process:zone)", "left c", "entered after", "task-opened after");
        Assert.Equal(Base(30).With("zone", "B2").With("fee", 31), scenario.State.Values);
    }

    [Fact]
    public void What_it_sets_is_its_own_until_it_ends()
    {
        var scenario = Given(Calling()).Started(Base(30).With("zone", "A1")).When(look => new Trigger.CompleteTask(look.Task("look"), FeelContext.Empty.With("base", 1), "form"));
        Assert.Equal(Base(1).With("zone", "A1").With("fee", 2), scenario.State.Values);
        Assert.Equal("process:zone", scenario.State.OriginOf("base")?.Origin);
    }

    [Fact]
    public void Without_what_is_around_it_sees_its_inputs_alone()
    {
        var scenario = Given(Calling("propagateAllParentVariables='false'", "<zeebe:ioMapping><zeebe:input source='=base * 2' target='base'/></zeebe:ioMapping>")).Started(Base(5).With("secret", 1));
        Assert.Equal(Base(10), scenario.State.VisibleTo(scenario.Task("look")));
    }

    [Fact]
    public void Outputs_pick_what_comes_back()
    {
        var scenario = Given(Calling("", "<zeebe:ioMapping><zeebe:output source='=fee' target='permit.fee'/></zeebe:ioMapping>")).Started(Base(30)).TaskCompleted("look", FeelContext.Empty.With("zone", "B2"));
        Assert.Equal(Base(30).WithPath("permit.fee", 31), scenario.State.Values);
    }

    [Fact]
    public void A_boundary_event_ends_the_called_process() =>
        Given(Calling("", "", Boundary("b", "c", Timer("P1D")), "b -> e")).Started(Base(1)).TimerFired("b")
            .Then("timer-fired b", "task-canceled look", "ended look", "ended c", "entered b", "left b", "entered e", "left e", "process-completed");

    [Fact]
    public void An_error_of_the_called_process_is_caught_on_the_border()
    {
        var other = Called("zone", Start("zs") + ErrorEnd("ze"), "zs -> ze");
        Given(With(Process(Start() + Call("c", "zone") + Boundary("b", "c", Error()) + End() + End("e2"), "s -> c -> e", "b -> e2"), other)).Started()
            .Then("process-started", "entered s", "left s", "entered c", "called c", "entered zs", "left zs", "entered ze", "error ze", "ended ze", "ended c", "entered b", "left b", "entered e2", "left e2", "process-completed");
    }

    [Fact]
    public void A_terminate_end_event_ends_the_called_process_alone()
    {
        var other = Called("zone", Start("zs") + Parallel("f") + UserTask("x") + UserTask("y") + Terminate("t") + End("ze"), "zs -> f -> x -> t", "f -> y -> ze");
        Given(With(Process(Start() + Call("c", "zone") + UserTask("after") + End(), "s -> c -> after -> e"), other)).Started().TaskCompleted("x")
            .Then("task-completed x", "left x", "entered t", "task-canceled y", "ended y", "left t", "left c", "entered after", "task-opened after");
    }

    [Fact]
    public void The_process_may_be_computed()
    {
        var scenario = Given(With(Process(Start() + Call("c", "=which") + End(), "s -> c -> e"), Zone)).Started().Then("process-started", "entered s", "left s", "entered c", "incident c");
        scenario.When(new Trigger.SetValues(FeelContext.Empty.With("which", "none"), "clerk")).IncidentResolved("c").Then("incident-resolved c", "incident c");
        Assert.Equal(IncidentCodes.ProcessUnknown, scenario.State.Incidents.Values.Single().Code);
        scenario.When(new Trigger.SetValues(FeelContext.Empty.With("which", "zone"), "clerk")).IncidentResolved("c").Then("incident-resolved c", "called c", "entered zs", "left zs", "entered look", "task-opened look");
    }

    [Fact]
    public void A_process_that_calls_itself_without_end_is_an_incident()
    {
        var scenario = Given(With(Process(Start() + Call("c", "zone") + End(), "s -> c -> e"), Called("zone", Start("zs") + Call("again", "zone") + End("ze"), "zs -> again -> ze"))).Started();
        Assert.Equal(IncidentCodes.TooManySteps, Assert.Single(scenario.State.Incidents.Values).Code);
    }

    [Fact]
    public void A_call_runs_for_each_item()
    {
        var scenario = Given(With(Process(Start() + Several(Call("c", "zone"), "inputCollection='=bases' inputElement='base' outputCollection='fees' outputElement='=fee'") + End(), "s -> c -> e"), Zone))
            .Started(FeelContext.Empty.With("bases", FeelList.Of(10, 20)));
        foreach (var task in scenario.State.OpenTasks.Keys.ToList()) scenario.When(new Trigger.CompleteTask(task, FeelContext.Empty, "form"));
        Assert.Equal(FeelContext.Empty.With("bases", FeelList.Of(10, 20)).With("fees", FeelList.Of(11, 21)), scenario.State.Values);
    }

    [Fact]
    public void An_event_sub_process_of_the_called_process_waits_as_long_as_it_runs()
    {
        var other = Called("zone", Start("zs") + UserTask("look") + End("ze") + Handler("h", Message("Message_any"), true, UserTask("b"), "b"), "zs -> look -> ze");
        Given(With(Process(Start() + Call("c", "zone") + UserTask("after") + End(), "s -> c -> after -> e"), other)).Started()
            .MessageCame("any").Then("message-received h_s", "task-canceled look", "ended look", "interrupted h", "entered h", "entered h_s", "left h_s", "entered b", "task-opened b")
            .TaskCompleted("b").Then("task-completed b", "left b", "entered h_e", "left h_e", "left h", "left c", "entered after", "task-opened after");
    }

    [Fact]
    public void An_incident_in_a_process_that_sees_nothing_is_mended_where_it_is()
    {
        var other = Called("zone", Start("zs") + Exclusive("g") + UserTask("x") + UserTask("y") + End("ze"), "zs -> g", "g -[=size > 1]-> x", "g -*-> y", "x -> ze", "y -> ze");
        var scenario = Given(With(Process(Start() + Call("c", "zone", "propagateAllParentVariables='false'") + End(), "s -> c -> e"), other)).Started(FeelContext.Empty.With("size", 2));
        var incident = scenario.State.Incidents.Values.Single();
        scenario.When(new Trigger.SetValues(FeelContext.Empty.With("size", 3), "clerk") { Scope = incident.Instance }).IncidentResolved("g").Then("incident-resolved g", "left g", "entered x", "task-opened x");
    }
}
