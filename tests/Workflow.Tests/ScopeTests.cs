using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;
using static Verwaltung.Testing.ProcessScenario;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

public sealed class ScopeTests
{
    private static string Around(string sub, string more = "", params string[] arrows) => Process(Start() + sub + UserTask("after") + End() + more, ["s -> sub -> after -> e", .. arrows]);

    [Fact]
    public void A_sub_process_is_done_when_nothing_is_left_in_it()
    {
        var scenario = Given(Around(SubProcess("sub", Start("is") + Parallel("f") + UserTask("a") + UserTask("b") + End("ie"), "is -> f -> a -> ie", "f -> b -> ie"))).Started()
            .Then("process-started", "entered s", "left s", "entered sub", "entered is", "left is", "entered f", "left f", "entered a", "entered b", "task-opened a", "task-opened b");
        scenario.TaskCompleted("a").Then("task-completed a", "left a", "entered ie", "left ie");
        scenario.TaskCompleted("b").Then("task-completed b", "left b", "entered ie", "left ie", "left sub", "entered after", "task-opened after");
    }

    [Fact]
    public void An_interrupting_event_ends_a_sub_process_with_all_that_is_in_it() =>
        Given(Around(SubProcess("sub", Start("is") + UserTask("a") + Boundary("t", "a", Timer("P1D")) + End("ie"), "is -> a -> ie", "t -> ie"),
                Boundary("b", "sub", Message("Message_any")) + End("e2"), "b -> e2")).Started().MessageCame("any")
            .Then("message-received b", "task-canceled a", "timer-canceled t", "ended a", "ended sub", "entered b", "left b", "entered e2", "left e2", "process-completed");

    [Fact]
    public void A_terminate_end_event_ends_only_its_sub_process() =>
        Given(Around(SubProcess("sub", Start("is") + Parallel("f") + UserTask("a") + UserTask("b") + Terminate("t") + End("ie"), "is -> f -> a -> t", "f -> b -> ie"))).Started().TaskCompleted("a")
            .Then("task-completed a", "left a", "entered t", "task-canceled b", "ended b", "left t", "left sub", "entered after", "task-opened after");

    [Fact]
    public void An_error_is_caught_on_the_border_of_its_sub_process() =>
        Given(Around(SubProcess("sub", Start("is") + UserTask("a") + ErrorEnd("ee"), "is -> a -> ee"), Boundary("b", "sub", Error()) + End("e2"), "b -> e2")).Started().TaskCompleted("a")
            .Then("task-completed a", "left a", "entered ee", "error ee", "ended ee", "ended sub", "entered b", "left b", "entered e2", "left e2", "process-completed");

    [Fact]
    public void An_error_goes_past_those_who_catch_another_one() =>
        Given(Around(SubProcess("sub", Start("is") + SubProcess("inner", Start("iis") + ErrorEnd("ee"), "iis -> ee") + Boundary("no", "inner", Error("Error_other")) + End("ie"), "is -> inner -> ie", "no -> ie"),
                Boundary("all", "sub", Error(null)) + End("e2"), "all -> e2")).Started()
            .Then("process-started", "entered s", "left s", "entered sub", "entered is", "left is", "entered inner", "entered iis", "left iis", "entered ee",
                "error ee", "ended ee", "ended inner", "ended sub", "entered all", "left all", "entered e2", "left e2", "process-completed");

    [Fact]
    public void An_error_by_its_code_comes_before_one_that_catches_all() =>
        Given(Around(SubProcess("sub", Start("is") + ErrorEnd("ee"), "is -> ee"), Boundary("all", "sub", Error(null)) + Boundary("no", "sub", Error()) + End("e2"), "all -> e2", "no -> after")).Started()
            .Then("process-started", "entered s", "left s", "entered sub", "entered is", "left is", "entered ee",
                "error ee", "ended ee", "ended sub", "entered no", "left no", "entered after", "task-opened after");

    [Fact]
    public void An_error_that_nobody_catches_is_an_incident() =>
        Given(Process(Start() + ErrorEnd("ee"), "s -> ee")).Started().Then("process-started", "entered s", "left s", "entered ee", "incident ee");

    [Fact]
    public void A_job_may_end_in_an_error()
    {
        var scenario = Given(Process(Start() + ServiceTask("a") + Boundary("b", "a", Error()) + End() + End("e2"), "s -> a -> e", "b -> e2")).Started();
        scenario.When(new Trigger.ThrowJobError(scenario.Job("a"), "NO", "not found"))
            .Then("error a", "job-canceled a", "ended a", "entered b", "left b", "entered e2", "left e2", "process-completed");
    }

    [Fact]
    public void A_job_error_that_nobody_catches_is_an_incident_of_the_job()
    {
        var scenario = Given(Process(Start() + ServiceTask("a") + End(), "s -> a -> e")).Started();
        scenario.When(new Trigger.ThrowJobError(scenario.Job("a"), "NO", "not found")).Then("incident a");
        scenario.IncidentResolved("a").Then("incident-resolved a", "job-opened a");
    }
}
