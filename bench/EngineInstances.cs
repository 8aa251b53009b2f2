using System.Diagnostics;
using System.Globalization;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Workflow;
using Verwaltung.Workflow.Decisions;

namespace Verwaltung.Bench;

/// <summary>Instances of a process of ten user tasks in memory, one thread, each task completed with a value, against npm bpmn-engine with the same file.</summary>
internal static class EngineInstances
{
    private const int WarmUp = 3, Rounds = 10;
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1);

    public static async Task<IReadOnlyList<Answer>> AskAsync()
    {
        var file = Path.Combine(NodePeer.Folder, "ten-tasks.bpmn");
        var definition = BpmnReader.Read(await File.ReadAllBytesAsync(file), file).Definitions?.Executable ?? throw new InvalidOperationException($"Expected {file} to be executable.");
        await using var peer = NodePeer.Start("bpmn-engine.mjs", file);
        var (products, limits) = (new List<double>(), new List<double>());
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var product = RunFor(definition);
            var limit = double.Parse(await peer.AskAsync(Slice.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
            if (round < 0) continue; // until both are compiled
            products.Add(product);
            limits.Add(limit);
        }

        var ratio = Quartiles.Of(products.Zip(limits, (product, limit) => product / limit));
        return [new("instances of a process of ten tasks in memory, 1 thread", Slices.Text($"{Quartiles.Of(products).Median:0}/s"), Slices.Text($"bpmn-engine {Quartiles.Of(limits).Median:0}/s"), $"ratio {ratio}", ">= 20", ratio.Median >= 20)];
    }

    private static double RunFor(ProcessDefinition definition)
    {
        var ids = new IdSource(TimeProvider.System);
        var clock = Stopwatch.StartNew();
        var count = 0;
        for (; clock.Elapsed < Slice; count++)
            RunOne(definition, new EngineContext(TimeProvider.System.GetUtcNow(), TimeZoneInfo.Utc, ids.Next, "bench"));
        return count / clock.Elapsed.TotalSeconds;
    }

    private static void RunOne(ProcessDefinition definition, EngineContext context)
    {
        var state = Do(definition, ProcessState.Initial, new Trigger.Start(null, FeelContext.Empty, "applicant"), context);
        var completed = 0;
        while (state.Status == ProcessStatus.Active)
            state = Do(definition, state, new Trigger.CompleteTask(state.OpenTasks.Keys.Single(), FeelContext.Empty.With("answer", ++completed), "clerk"), context);
        if (completed != 10) throw new InvalidOperationException($"Expected ten completed tasks, but there were {completed}.");
    }

    private static ProcessState Do(ProcessDefinition definition, ProcessState state, Trigger trigger, EngineContext context) =>
        ProcessEngine.Decide(definition, NoDecisions.Instance, state, trigger, context).Aggregate(state, ProcessEngine.Evolve);

    private sealed class NoDecisions : IDecisions
    {
        public static readonly NoDecisions Instance = new();

        public DecisionResult Evaluate(string decisionId, FeelContext input, FeelEnvironment environment) => throw new InvalidOperationException("The process asks for no decision.");
    }
}
