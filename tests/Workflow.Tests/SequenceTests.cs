using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;
using static Verwaltung.Testing.ProcessScenario;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

public sealed class SequenceTests
{
    private static readonly string OneTask = Process(Start() + UserTask("a") + End(), "s -> a -> e");

    [Fact]
    public void A_process_waits_at_its_user_task() =>
        Given(OneTask).Started(FeelContext.Empty.With("x", 1))
            .Then("process-started", "values x = 1 (start)", "entered s", "left s", "entered a", "task-opened a");

    [Fact]
    public void A_completed_task_lets_the_process_go_on_to_its_end() =>
        Given(OneTask).Started().TaskCompleted("a", FeelContext.Empty.WithPath("applicant.name", "Ada"))
            .Then("task-completed a", "values applicant.name = \"Ada\" (form)", "left a", "entered e", "left e", "process-completed");

    [Fact]
    public void A_task_is_completed_only_once()
    {
        var scenario = Given(OneTask).Started();
        var task = scenario.Task("a");
        scenario.TaskCompleted("a").When(new Trigger.CompleteTask(task, FeelContext.Empty, "form")).ThenRefused(ProcessRefusal.NotRunning);
    }

    [Fact]
    public void An_unknown_task_is_refused() =>
        Given(OneTask).Started().When(new Trigger.CompleteTask(CountingIds.Id(99), FeelContext.Empty, "form")).ThenRefused(ProcessRefusal.TaskUnknown);

    [Fact] public void A_process_starts_only_once() => Given(OneTask).Started().Started().ThenRefused(ProcessRefusal.AlreadyStarted);

    [Fact] public void An_unknown_start_event_is_refused() => Given(OneTask).Started(at: "nowhere").ThenRefused(ProcessRefusal.StartUnknown);

    [Fact]
    public void A_canceled_process_closes_what_is_open() =>
        Given(OneTask).Started().When(new Trigger.Cancel("withdrawn")).Then("task-canceled a", "ended a", "process-ended");
}
