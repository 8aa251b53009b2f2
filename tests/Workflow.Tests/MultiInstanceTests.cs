using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;
using static Verwaltung.Testing.ProcessScenario;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

public sealed class MultiInstanceTests
{
    private const string Each = "inputCollection='=people' inputElement='person' outputCollection='answers' outputElement='=answer'";

    private static readonly FeelContext People = FeelContext.Empty.With("people", FeelList.Of("Ada", "Bob", "Cem"));

    private static string Asked(bool sequential, string condition = "", string loop = Each) =>
        Process(Start() + Several(UserTask("a"), loop, sequential, condition) + UserTask("b") + End(), "s -> a -> b -> e");

    private static FeelContext Answer(FeelValue value) => FeelContext.Empty.With("answer", value);

    private static ProcessScenario Completed(ProcessScenario scenario, string person, FeelValue answer)
    {
        var task = scenario.State.OpenTasks.Keys.Single(open => scenario.State.VisibleTo(open).Get("person") == (FeelValue)person);
        return scenario.When(new Trigger.CompleteTask(task, Answer(answer), "form"));
    }

    [Fact]
    public void All_run_at_once_and_their_outputs_stand_in_the_order_of_the_items()
    {
        var scenario = Given(Asked(sequential: false)).Started(People).Then(
            "process-started", "values people = [\"Ada\", \"Bob\", \"Cem\"] (start)", "entered s", "left s", "entered a", "several-started a",
            "entered a", "values answer = null (model), person = \"Ada\" (derived:people), loopCounter = 1 (model)",
            "entered a", "values answer = null (model), person = \"Bob\" (derived:people), loopCounter = 2 (model)",
            "entered a", "values answer = null (model), person = \"Cem\" (derived:people), loopCounter = 3 (model)", "task-opened a", "task-opened a", "task-opened a");
        Completed(Completed(Completed(scenario, "Cem", 3), "Ada", 1), "Bob", 2).Then(
            "task-completed a", "values answer = 2 (form)", "left a", "one-of-several a", "values answers = [1, 2, 3] (loop:a)", "left a", "entered b", "task-opened b");
        Assert.Equal(People.With("answers", FeelList.Of(1, 2, 3)), scenario.State.Values);
    }

    [Fact]
    public void One_runs_after_the_other()
    {
        var scenario = Given(Asked(sequential: true)).Started(People);
        Completed(scenario, "Ada", 1).Then("task-completed a", "values answer = 1 (form)", "left a", "one-of-several a",
            "entered a", "values answer = null (model), person = \"Bob\" (derived:people), loopCounter = 2 (model)", "task-opened a");
        Completed(Completed(scenario, "Bob", 2), "Cem", 3);
        Assert.Equal(FeelList.Of(1, 2, 3), scenario.State.Values.Get("answers"));
        Assert.Equal(["b"], scenario.State.OpenTasks.Values.Select(task => task.ElementId));
    }

    [Fact]
    public void The_completion_condition_ends_those_that_are_left()
    {
        var scenario = Given(Asked(sequential: false, "=answer = \"no\"")).Started(People);
        Completed(Completed(scenario, "Bob", "yes"), "Cem", "no").Then(
            "task-completed a", "values answer = \"no\" (form)", "left a", "one-of-several a", "task-canceled a", "ended a", "values answers = [null, \"yes\", \"no\"] (loop:a)", "left a", "entered b", "task-opened b");
    }

    [Fact]
    public void The_condition_knows_how_many_are_done()
    {
        var scenario = Given(Asked(sequential: false, "=numberOfCompletedInstances / numberOfInstances > 0.5")).Started(People);
        Completed(scenario, "Ada", 1);
        Assert.Equal(2, scenario.State.OpenTasks.Count);
        Completed(scenario, "Bob", 2);
        Assert.Equal(["b"], scenario.State.OpenTasks.Values.Select(task => task.ElementId));
    }

    [Fact]
    public void A_condition_that_is_neither_true_nor_false_is_an_incident_tried_again_when_mended()
    {
        var scenario = Given(Asked(sequential: true, "=enough")).Started(People);
        Completed(scenario, "Ada", 1).Then("task-completed a", "values answer = 1 (form)", "left a", "one-of-several a", "incident a");
        scenario.When(new Trigger.SetValues(FeelContext.Empty.With("enough", true), "clerk")).IncidentResolved("a")
            .Then("incident-resolved a", "values answers = [1, null, null] (loop:a)", "left a", "entered b", "task-opened b");
    }

    [Fact]
    public void Nothing_to_do_is_done_at_once()
    {
        var scenario = Given(Asked(sequential: false)).Started(FeelContext.Empty.With("people", FeelList.Empty))
            .Then("process-started", "values people = [] (start)", "entered s", "left s", "entered a", "several-started a", "values answers = [] (loop:a)", "left a", "entered b", "task-opened b");
        Assert.Equal(FeelList.Empty, scenario.State.Values.Get("answers"));
    }

    [Fact]
    public void What_is_no_list_is_an_incident()
    {
        var scenario = Given(Asked(sequential: false)).Started().Then("process-started", "entered s", "left s", "entered a", "incident a");
        scenario.When(new Trigger.SetValues(People, "clerk")).IncidentResolved("a");
        Assert.Equal(3, scenario.State.OpenTasks.Count);
    }

    [Fact]
    public void A_number_may_say_how_often()
    {
        var scenario = Given(Process(Start() + Several(UserTask("a"), "", cardinality: "=2") + End(), "s -> a -> e")).Started();
        Assert.Equal([1, 2], scenario.State.OpenTasks.Keys.Select(task => scenario.State.VisibleTo(task).Get("loopCounter")).Order(Comparer<FeelValue>.Create((a, b) => $"{a}".CompareTo($"{b}", StringComparison.Ordinal))).Select(number => (int)((FeelNumber)number).Value));
    }

    [Fact]
    public void A_boundary_event_ends_all_runs_at_once() =>
        Given(Process(Start() + Several(UserTask("a"), "inputCollection='=people'") + Boundary("b", "a", Timer("P1D")) + End() + End("e2"), "s -> a -> e", "b -> e2")).Started(People).TimerFired("b").Then(
            "timer-fired b", "task-canceled a", "ended a", "task-canceled a", "ended a", "task-canceled a", "ended a", "ended a", "entered b", "left b", "entered e2", "left e2", "process-completed");

    [Fact]
    public void An_error_of_one_run_is_caught_on_the_border_of_all()
    {
        var scenario = Given(Process(Start() + Several(ServiceTask("a"), "inputCollection='=people'") + Boundary("b", "a", Error()) + End() + End("e2"), "s -> a -> e", "b -> e2")).Started(People);
        scenario.When(new Trigger.ThrowJobError(scenario.Job("a"), "NO", "no"));
        Assert.Equal((ProcessStatus.Completed, 0), (scenario.State.Status, scenario.State.OpenJobs.Count));
    }

    [Fact]
    public void A_sub_process_runs_for_each_item_with_values_of_its_own()
    {
        var sub = SubProcess("sub", Start("is") + UserTask("a") + Script("c", "=person + \"!\"", "loud") + End("ie"), "is -> a -> c -> ie");
        var scenario = Given(Process(Start() + Several(sub, "inputCollection='=people' inputElement='person' outputCollection='all' outputElement='=loud'") + End(), "s -> sub -> e")).Started(People);
        foreach (var task in scenario.State.OpenTasks.Keys.OrderDescending().ToList()) scenario.When(new Trigger.CompleteTask(task, FeelContext.Empty, "form"));
        Assert.Equal(People.With("all", FeelList.Of("Ada!", "Bob!", "Cem!")), scenario.State.Values);
    }

    [Fact]
    public void Many_runs_without_waiting_are_no_endless_loop()
    {
        var scenario = Given(Process(Start() + Several(Script("a", "=item * 2", "double"), "inputCollection='=for i in 1..2500 return i' inputElement='item' outputCollection='all' outputElement='=double'", sequential: true) + End(), "s -> a -> e")).Started();
        Assert.Equal((ProcessStatus.Completed, (FeelValue)5000), (scenario.State.Status, ((FeelList)scenario.State.Values.Get("all")!).Items[^1]));
    }
}
