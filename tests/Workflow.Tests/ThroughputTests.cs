using System.Diagnostics;
using System.Text;
using Verwaltung.Feel;
using Xunit;
using static Verwaltung.Workflow.Tests.Model;

namespace Verwaltung.Workflow.Tests;

/// <summary>Figures, not a proof: run by name with <c>-explicit only</c>.</summary>
public sealed class ThroughputTests(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public void Instances_of_ten_tasks_a_second()
    {
        var tasks = Enumerable.Range(1, 10).Select(number => $"t{number}").ToList();
        var definition = BpmnReader.Read(Encoding.UTF8.GetBytes(Process(
            Start() + string.Concat(tasks.Select(task => UserTask(task))) + End(), $"s -> {string.Join(" -> ", tasks)} -> e")), "ten.bpmn").Definitions!.Executable!;
        RunFor(definition, TimeSpan.FromSeconds(2));
        output.WriteLine($"{RunFor(definition, TimeSpan.FromSeconds(5)):N0} instances a second");
    }

    private static double RunFor(ProcessDefinition definition, TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var ids = 0;
        var context = new EngineContext(new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc, () => new Guid(++ids, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), "ada");
        var count = 0;
        for (; clock.Elapsed < time; count++) RunOne(definition, context);
        return count / clock.Elapsed.TotalSeconds;
    }

    private static void RunOne(ProcessDefinition definition, EngineContext context)
    {
        var state = Do(definition, ProcessState.Initial, new Trigger.Start(null, FeelContext.Empty.With("x", 1), "start"), context);
        while (state.Status == ProcessStatus.Active)
            state = Do(definition, state, new Trigger.CompleteTask(state.OpenTasks.Keys.First(), FeelContext.Empty.With("answer", state.Activations), "form"), context);
    }

    private static ProcessState Do(ProcessDefinition definition, ProcessState state, Trigger trigger, EngineContext context) =>
        ProcessEngine.Decide(definition, new FixedDecision("none", 0), state, trigger, context).Aggregate(state, ProcessEngine.Evolve);
}
