using System.Text;
using System.Text.Json.Nodes;
using Verwaltung.Feel;
using Xunit;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

public sealed class PlayTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private static readonly string Reminded = Process(
        Model.Start() + UserTask("a") + Boundary("b", "a", Timer("P3D")) + UserTask("c") + End(), "s -> a -> e", "b -> c -> e");

    private static Transcript Play(string bpmn, PlayOptions? options = null) =>
        ProcessPlay.Run(BpmnReader.Read(Encoding.UTF8.GetBytes(bpmn), "test.bpmn").Definitions!.Executable!, new FixedDecision("none", 0), FeelContext.Empty, Start, options);

    [Fact]
    public void A_play_does_the_work_itself() =>
        Assert.Equal(
            ["process-started", "entered", "entered", "timer-set", "task-opened", "task-completed", "timer-canceled", "entered", "process-completed"],
            Play(Reminded).Entries.Select(entry => entry.Kind));

    [Fact]
    public void What_is_left_open_runs_out_of_time_on_the_virtual_clock()
    {
        var play = Play(Reminded, new PlayOptions { Leave = ["a"] });
        Assert.Equal("completed", play.Outcome);
        Assert.Equal(Start.AddDays(3), play.Entries.Single(entry => entry.Kind == "timer-fired").At);
    }

    [Theory]
    [InlineData(1, "task-completed", 1)]
    [InlineData(5, "timer-fired", 3)]
    public void What_is_done_late_is_done_in_time_or_after_the_timer_as_the_virtual_clock_has_it(int late, string kind, int after)
    {
        var play = Play(Reminded, new PlayOptions { Delays = new PlayOptions().Delays.Add("a", TimeSpan.FromDays(late)) });
        Assert.Equal("completed", play.Outcome);
        Assert.Equal(Start.AddDays(after), play.Entries.Single(entry => entry.Kind == kind).At);
    }

    [Fact]
    public void Given_values_are_what_a_task_is_completed_with()
    {
        var play = Play(Reminded, new PlayOptions { Values = new PlayOptions().Values.Add("a", [FeelContext.Empty.With("zone", "B2")]) });
        Assert.Equal("""{"zone":"B2"}""", JsonNode.Parse(play.ToJson())!["values"]!.ToJsonString());
        Assert.Contains("2026-11-23T09:00:00+01:00  task-completed     a\n", play.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_waits_for_whichever_comes_first_is_answered_unless_it_is_left()
    {
        var asked = Process(Model.Start() + EventBased("g") + Catch("answer", Message("Message_any")) + Catch("late", Timer("P14D")) + End() + End("e2"), "s -> g -> answer -> e", "g -> late -> e2");
        Assert.Equal("message-received", Play(asked).Entries[^5].Kind);
        Assert.Contains(Play(asked, new PlayOptions { Leave = ["answer"] }).Entries, entry => entry is { Kind: "timer-fired", ElementId: "late" });
    }

    [Fact]
    public void What_is_done_twice_has_values_for_each_time()
    {
        var again = Process(Model.Start() + UserTask("a") + Exclusive("g") + End(), "s -> a -> g", "g -[=done = true]-> e", "g -*-> a");
        var play = Play(again, new PlayOptions { Values = new PlayOptions().Values.Add("a", [FeelContext.Empty.With("done", false), FeelContext.Empty.With("done", true)]) });
        Assert.Equal("completed", play.Outcome);
        Assert.Equal(2, play.Entries.Count(entry => entry.Kind == "task-completed"));
    }

    [Fact]
    public void A_message_that_interrupts_comes_once_and_only_when_it_is_asked_for()
    {
        var interrupted = Process(Model.Start() + UserTask("a") + Boundary("b", "a", Message("Message_any")) + UserTask("c") + End() + End("e2"), "s -> a -> e", "b -> c -> a");
        Assert.DoesNotContain(Play(interrupted).Entries, entry => entry.Kind == "message-received");
        var play = Play(interrupted, new PlayOptions { During = new PlayOptions().During.Add("b", "a") });
        Assert.Equal(["b", "c", "a"], play.Entries.Where(entry => entry.Kind is "message-received" or "task-completed").Select(entry => entry.ElementId));
    }

    [Fact]
    public void A_signal_that_holds_the_process_up_comes_by_itself() =>
        Assert.Equal("completed", Play(Process(Model.Start() + Catch("c", Signal()) + Receive("r") + End(), "s -> c -> r -> e")).Outcome);

    [Fact]
    public void A_play_that_would_never_end_is_stopped() =>
        Assert.Equal("stopped", Play(Process(Model.Start() + UserTask("a") + Exclusive("g") + End(), "s -> a -> g", "g -[=done = true]-> e", "g -*-> a"), new PlayOptions { MaxTriggers = 20 }).Outcome);
}
