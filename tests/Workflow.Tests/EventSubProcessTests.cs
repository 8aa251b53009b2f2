using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;
using static Verwaltung.Testing.ProcessScenario;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

public sealed class EventSubProcessTests
{
    private static string Beside(string definition, bool interrupting, string main = "") =>
        Process(Start() + (main.Length > 0 ? main : UserTask("a")) + End() + Handler("h", definition, interrupting, UserTask("b"), "b"), "s -> a -> e");

    [Fact]
    public void An_event_sub_process_waits_from_the_start_of_its_process_and_no_longer_than_it()
    {
        var scenario = Given(Beside(Message("Message_any"), interrupting: false)).Started()
            .Then("process-started", "message-awaited h_s", "entered s", "left s", "entered a", "task-opened a");
        scenario.TaskCompleted("a").Then("task-completed a", "left a", "entered e", "left e", "message-canceled h_s", "process-completed");
    }

    [Fact]
    public void One_that_does_not_interrupt_runs_beside_what_is_open_and_may_come_again()
    {
        var scenario = Given(Beside(Message("Message_any"), interrupting: false)).Started().MessageCame("any", null, FeelContext.Empty.With("x", 1))
            .Then("message-received h_s", "message-awaited h_s", "entered h", "entered h_s", "values x = 1 (message)", "left h_s", "entered b", "task-opened b");
        scenario.MessageCame("any").Then("message-received h_s", "message-awaited h_s", "entered h", "entered h_s", "left h_s", "entered b", "task-opened b");
        Assert.Equal(["a", "b", "b"], scenario.State.OpenTasks.Values.Select(task => task.ElementId).Order());
    }

    [Fact]
    public void The_process_is_over_when_what_runs_beside_it_is_done_too()
    {
        var scenario = Given(Beside(Message("Message_any"), interrupting: false)).Started().MessageCame("any").TaskCompleted("a")
            .Then("task-completed a", "left a", "entered e", "left e");
        scenario.TaskCompleted("b").Then("task-completed b", "left b", "entered h_e", "left h_e", "left h", "message-canceled h_s", "process-completed");
    }

    [Fact]
    public void One_that_interrupts_ends_everything_else_first() =>
        Given(Beside(Timer("P14D"), interrupting: true)).Started().TimerFired("h_s")
            .Then("timer-fired h_s", "task-canceled a", "ended a", "interrupted h", "entered h", "entered h_s", "left h_s", "entered b", "task-opened b");

    [Fact]
    public void After_an_interruption_no_other_begins()
    {
        var scenario = Given(Process(Start() + UserTask("a") + End() + Handler("h", Timer("P14D"), true, UserTask("b"), "b") + Handler("i", Message("Message_any"), true, UserTask("c"), "c"), "s -> a -> e"))
            .Started().TimerFired("h_s").Then("timer-fired h_s", "task-canceled a", "ended a", "message-canceled i_s", "interrupted h", "entered h", "entered h_s", "left h_s", "entered b", "task-opened b");
        scenario.MessageCame("any").ThenRefused(ProcessRefusal.MessageNotExpected);
    }

    [Fact]
    public void Tokens_that_wait_at_a_join_are_gone_after_an_interruption()
    {
        var scenario = Given(Process(
                Start() + Parallel("f") + UserTask("a") + UserTask("c") + Parallel("j") + End() + Handler("h", Message("Message_any"), true, UserTask("b"), "b"), "s -> f -> a -> j -> e", "f -> c -> j"))
            .Started().TaskCompleted("a");
        Assert.Single(scenario.State.Tokens);
        scenario.MessageCame("any");
        Assert.Empty(scenario.State.Tokens);
        scenario.TaskCompleted("b").Then("task-completed b", "left b", "entered h_e", "left h_e", "left h", "process-completed");
    }

    [Fact]
    public void A_timer_repeats_beside_the_process_as_often_as_it_says()
    {
        var scenario = Given(Beside(Timer("R2/P7D", "timeCycle"), interrupting: false)).Started().TimerFired("h_s")
            .Then("timer-fired h_s", "timer-set h_s", "entered h", "entered h_s", "left h_s", "entered b", "task-opened b");
        scenario.TimerFired("h_s").Then("timer-fired h_s", "entered h", "entered h_s", "left h_s", "entered b", "task-opened b");
    }

    [Fact]
    public void An_error_ends_the_scope_and_is_worked_on_inside_of_it() =>
        Given(Process(Start() + SubProcess("sub", Start("is") + ServiceTask("a") + End("ie") + Handler("h", Error(), true, UserTask("b"), "b"), "is -> a -> ie") + UserTask("after") + End(), "s -> sub -> after -> e"))
            .Started().When(job => new Trigger.ThrowJobError(job.Job("a"), "NO", "not found"))
            .Then("error a", "job-canceled a", "ended a", "interrupted h", "entered h", "entered h_s", "left h_s", "entered b", "task-opened b")
            .TaskCompleted("b").Then("task-completed b", "left b", "entered h_e", "left h_e", "left h", "left sub", "entered after", "task-opened after");

    [Fact]
    public void What_sits_on_the_task_comes_before_what_waits_beside_it() =>
        Given(Process(Start() + ServiceTask("a") + Boundary("t", "a", Error()) + End() + End("e2") + Handler("h", Error(), true, UserTask("b"), "b"), "s -> a -> e", "t -> e2"))
            .Started().When(job => new Trigger.ThrowJobError(job.Job("a"), "NO", "no"))
            .Then("error a", "job-canceled a", "ended a", "entered t", "left t", "entered e2", "left e2", "process-completed");

    [Fact]
    public void An_error_that_is_thrown_while_one_is_worked_on_goes_on_upwards()
    {
        var handler = SubProcess("h", $"<bpmn:startEvent id='h_s'>{Error(null)}</bpmn:startEvent>" + ErrorEnd("b"), "h_s -> b").Replace("id=\"h\"", "id=\"h\" triggeredByEvent=\"true\"", StringComparison.Ordinal);
        Given(Process(Start() + SubProcess("sub", Start("is") + ErrorEnd("ee") + handler, "is -> ee") + Boundary("t", "sub", Error(null)) + End() + End("e2"), "s -> sub -> e", "t -> e2"))
            .Started().Then("process-started", "entered s", "left s", "entered sub", "entered is", "left is", "entered ee", "error ee", "ended ee", "interrupted h", "entered h", "entered h_s", "left h_s",
                "entered b", "error b", "ended b", "ended h", "ended sub", "entered t", "left t", "entered e2", "left e2", "process-completed");
    }

    [Fact]
    public void An_event_sub_process_may_have_one_of_its_own()
    {
        var inner = Handler("i", Message("Message_any"), true, UserTask("c"), "c");
        var scenario = Given(Process(Start() + UserTask("a") + End() + Handler("h", Timer("P1D"), true, UserTask("b") + inner, "b"), "s -> a -> e")).Started().TimerFired("h_s")
            .Then("timer-fired h_s", "task-canceled a", "ended a", "interrupted h", "entered h", "message-awaited i_s", "entered h_s", "left h_s", "entered b", "task-opened b");
        scenario.MessageCame("any").Then("message-received i_s", "task-canceled b", "ended b", "interrupted i", "entered i", "entered i_s", "left i_s", "entered c", "task-opened c");
        scenario.TaskCompleted("c").Then("task-completed c", "left c", "entered i_e", "left i_e", "left i", "left h", "process-completed");
    }

    [Fact]
    public void One_that_cannot_work_out_its_time_is_an_incident_and_the_rest_goes_on()
    {
        var scenario = Given(Beside(Timer("=reply"), interrupting: true)).Started().Then("process-started", "incident h_s", "entered s", "left s", "entered a", "task-opened a");
        scenario.When(new Trigger.SetValues(FeelContext.Empty.With("reply", "P7D"), "clerk")).IncidentResolved("h_s").Then("incident-resolved h_s", "timer-set h_s");
    }

    [Fact]
    public void A_cancelled_process_waits_for_nothing_any_more() =>
        Given(Beside(Message("Message_any"), interrupting: false)).Started().When(new Trigger.Cancel("withdrawn"))
            .Then("task-canceled a", "ended a", "message-canceled h_s", "process-ended");

    [Fact]
    public void Two_that_call_each_other_without_end_stop_with_an_incident()
    {
        var ping = Handler("h", Escalation(), false, Throw("x", Escalation("Escalation_other")), "x");
        var pong = Handler("i", Escalation("Escalation_other"), false, Throw("y", Escalation()), "y");
        var scenario = Given(Process(Start() + UserTask("a") + Throw("t", Escalation()) + End() + ping + pong, "s -> a -> t -> e")).Started().TaskCompleted("a");
        Assert.Equal(IncidentCodes.TooManySteps, Assert.Single(scenario.State.Incidents.Values).Code);
    }
}
