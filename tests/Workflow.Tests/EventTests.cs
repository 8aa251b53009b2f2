using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;
using static Verwaltung.Testing.ProcessScenario;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

public sealed class EventTests
{
    private static FeelContext Values(string name, FeelValue value) => FeelContext.Empty.With(name, value);

    private static string WithBoundary(string definition, bool interrupting, string host = "") =>
        Process(Start() + (host.Length > 0 ? host : UserTask("a")) + Boundary("b", "a", definition, interrupting) + UserTask("c") + End() + End("e2"), "s -> a -> e", "b -> c -> e2");

    [Fact]
    public void A_timer_holds_the_process_until_it_is_due()
    {
        var scenario = Given(Process(Start() + Catch("t", Timer("P1DT2H")) + End(), "s -> t -> e")).Started().Then("process-started", "entered s", "left s", "entered t", "timer-set t");
        Assert.Equal(scenario.Now + TimeSpan.FromHours(26), scenario.State.OpenTimers.Values.Single().DueAt);
        scenario.TimerFired("t").Then("timer-fired t", "left t", "entered e", "left e", "process-completed");
    }

    [Fact]
    public void A_day_keeps_the_time_of_day_when_summer_time_ends()
    {
        var scenario = Given(Process(Start() + Catch("t", Timer("=duration(\"P1D\")")) + End(), "s -> t -> e")).At(new(2026, 10, 24, 10, 0, 0, TimeSpan.Zero)).Started();
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 11, 0, 0, TimeSpan.Zero), scenario.State.OpenTimers.Values.Single().DueAt);
    }

    [Theory, InlineData("2026-12-24", "2026-12-23T23:00:00Z"), InlineData("2026-12-24T18:00:00Z", "2026-12-24T18:00:00Z"), InlineData("=until", "2027-01-01T00:00:00Z")]
    public void A_timer_may_wait_for_a_date(string text, string due)
    {
        var scenario = Given(Process(Start() + Catch("t", Timer(text, "timeDate")) + End(), "s -> t -> e")).Started(Values("until", "2027-01-01T01:00:00+01:00"));
        Assert.Equal(DateTimeOffset.Parse(due, null), scenario.State.OpenTimers.Values.Single().DueAt);
    }

    [Fact]
    public void A_timer_that_is_no_duration_is_an_incident() =>
        Given(Process(Start() + Catch("t", Timer("=x")) + End(), "s -> t -> e")).Started(Values("x", "soon")).Then("process-started", "values x = \"soon\" (start)", "entered s", "left s", "entered t", "incident t");

    [Fact]
    public void A_timer_fires_once()
    {
        var scenario = Given(Process(Start() + Catch("t", Timer("PT1H")) + UserTask("a") + End(), "s -> t -> a -> e")).Started();
        var timer = scenario.State.OpenTimers.Keys.Single();
        scenario.TimerFired("t").When(new Trigger.FireTimer(timer)).ThenRefused(ProcessRefusal.TimerUnknown);
    }

    [Fact]
    public void An_interrupting_timer_takes_the_task_away() =>
        Given(WithBoundary(Timer("PT1H"), interrupting: true)).Started().TimerFired("b")
            .Then("timer-fired b", "task-canceled a", "ended a", "entered b", "left b", "entered c", "task-opened c");

    [Fact]
    public void A_task_that_is_done_in_time_cancels_its_timer() =>
        Given(WithBoundary(Timer("PT1H"), interrupting: true)).Started().TaskCompleted("a")
            .Then("task-completed a", "timer-canceled b", "left a", "entered e", "left e", "process-completed");

    [Fact]
    public void A_timer_beside_a_task_leaves_it_open_and_repeats_as_often_as_it_says()
    {
        var scenario = Given(WithBoundary(Timer("R2/PT1H", "timeCycle"), interrupting: false)).Started();
        var first = scenario.State.OpenTimers.Values.Single().DueAt;
        scenario.TimerFired("b").Then("timer-fired b", "timer-set b", "entered b", "left b", "entered c", "task-opened c");
        Assert.Equal(first + TimeSpan.FromHours(1), scenario.State.OpenTimers.Values.Single().DueAt);
        scenario.TimerFired("b").Then("timer-fired b", "entered b", "left b", "entered c", "task-opened c");
        Assert.Equal(3, scenario.State.OpenTasks.Count);
    }

    [Fact]
    public void A_message_reaches_the_event_that_waits_for_its_key()
    {
        var scenario = Given(Process(Start() + Catch("m", Message()) + End(), "s -> m -> e")).Started(Values("fileNumber", "33-7"))
            .Then("process-started", "values fileNumber = \"33-7\" (start)", "entered s", "left s", "entered m", "message-awaited m");
        scenario.MessageCame("paid", "33-7", Values("amount", 30))
            .Then("message-received m", "values amount = 30 (message)", "left m", "entered e", "left e", "process-completed");
    }

    [Fact]
    public void A_message_for_someone_else_is_refused() =>
        Given(Process(Start() + Catch("m", Message()) + End(), "s -> m -> e")).Started(Values("fileNumber", "33-7"))
            .MessageCame("paid", "33-8").ThenRefused(ProcessRefusal.MessageNotExpected);

    [Fact]
    public void A_correlation_key_that_is_missing_is_an_incident_retried_when_it_is_there()
    {
        var scenario = Given(Process(Start() + Catch("m", Message()) + End(), "s -> m -> e")).Started();
        Assert.Equal(IncidentCodes.CorrelationKeyUnresolved, scenario.State.Incidents.Values.Single().Code);
        scenario.When(new Trigger.SetValues(Values("fileNumber", 7), "clerk")).IncidentResolved("m").Then("incident-resolved m", "message-awaited m");
        Assert.Equal("7", scenario.State.OpenSubscriptions.Values.Single().CorrelationKey);
    }

    [Fact]
    public void A_message_may_interrupt_a_task() =>
        Given(WithBoundary(Message("Message_any"), interrupting: true)).Started().MessageCame("any")
            .Then("message-received b", "task-canceled a", "ended a", "entered b", "left b", "entered c", "task-opened c");

    [Fact]
    public void A_message_beside_a_task_may_come_again()
    {
        var scenario = Given(WithBoundary(Message("Message_any"), interrupting: false)).Started();
        scenario.MessageCame("any").Then("message-received b", "message-awaited b", "entered b", "left b", "entered c", "task-opened c");
        scenario.MessageCame("any").Then("message-received b", "message-awaited b", "entered b", "left b", "entered c", "task-opened c");
    }

    [Fact]
    public void A_message_starts_the_process_that_waits_for_it() =>
        Given(Process($"<bpmn:startEvent id='s'>{Message("Message_any")}</bpmn:startEvent>" + UserTask("a") + End(), "s -> a -> e")).MessageCame("any", null, Values("x", 1))
            .Then("process-started", "values x = 1 (message)", "entered s", "left s", "entered a", "task-opened a");

    [Fact]
    public void A_timer_start_is_begun_by_name() =>
        Given(Process($"<bpmn:startEvent id='s'>{Timer("R/P1D", "timeCycle")}</bpmn:startEvent>" + UserTask("a") + End(), "s -> a -> e")).Started(at: "s")
            .Then("process-started", "entered s", "left s", "entered a", "task-opened a");

    [Fact]
    public void A_timer_start_says_when_it_is_due() =>
        Assert.Equal(
            [new TimerStart("s", new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero), 2, "P1D")],
            ProcessEngine.TimerStarts(
                Given(Process($"<bpmn:startEvent id='s'>{Timer("R3/P1D", "timeCycle")}</bpmn:startEvent>" + End(), "s -> e")).Definition,
                new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc));

    [Fact]
    public void A_terminate_end_event_ends_everything_in_the_process() =>
        Given(Process(Start() + Parallel("f") + UserTask("a") + UserTask("b") + Terminate("t") + End(), "s -> f -> a -> t", "f -> b -> e")).Started().TaskCompleted("a")
            .Then("task-completed a", "left a", "entered t", "task-canceled b", "ended b", "left t", "process-completed");
}
