using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>
/// Multi-instance activities (BPMN 2.0.2, clause 13.3.7; `zeebe:loopCharacteristics`): one instance of the activity is the scope of its runs. Boundary
/// events sit on that one; mappings and the work belong to each run, which sees its item and, from 1 on, <c>loopCounter</c>.
/// </summary>
internal static class Loops
{
    private const int MostRuns = 10_000;

    internal static bool IsRun(Turn turn, Guid instance) =>
        !turn.State.Loops.IsEmpty && turn.State.Instances.TryGetValue(instance, out var own) && turn.State.Loops.ContainsKey(own.Scope);

    internal static void Begin(Turn turn, Guid instance, Activity activity, MultiInstance loop)
    {
        var frame = new Frame(turn, instance);
        Races.Open(turn, activity, frame);
        var items = Items(loop, frame);
        turn.Emit(new LoopStarted(instance, activity.Id, items));
        var first = loop.Sequential ? Math.Min(1, items.Items.Length) : items.Items.Length;
        for (var started = 0; started < first; started++) StartRun(turn, instance, activity, loop);
        if (first == 0) End(turn, instance, activity, loop);
    }

    /// <summary>A run is over: what it gives is kept, and whether more are needed is looked at next.</summary>
    internal static void EndRun(Turn turn, Guid run, Activity activity, MultiInstance loop)
    {
        var instance = turn.ScopeOf(run);
        var frame = new Frame(turn, run);
        var output = loop.OutputElement is null ? FeelValue.Null : frame.Evaluate(loop.OutputElement).ToPlain();
        var enough = false;
        var fault = turn.Attempt(() => enough = IsEnough(loop, turn.State.Loops[instance], frame, ending: 1));
        var index = turn.State.Loops[instance].Running[run];
        Races.Close(turn, run);
        turn.Emit(new ElementCompleted(run, activity.Id));
        turn.Emit(new LoopItemCompleted(instance, index, output));
        if (enough) End(turn, instance, activity, loop);
        else if (fault is not null) Incidents.Raise(turn, activity.Id, instance, IncidentRetry.Loop, fault);
        else turn.Later(Work.Loop(instance));
    }

    /// <summary>Begins the next run of a sequential activity, or ends an activity all of whose runs are over.</summary>
    internal static void Advance(Turn turn, Guid instance)
    {
        var (activity, state) = ((Activity)turn.NodeOf(instance), turn.State.Loops[instance]);
        var loop = activity.Loop!;
        if (state.IsDone) End(turn, instance, activity, loop);
        else if (state.Running.IsEmpty) StartRun(turn, instance, activity, loop);
    }

    /// <summary>The completion condition could not be worked out and is tried again with what the activity sees now.</summary>
    internal static void Retry(Turn turn, Guid instance)
    {
        var (activity, enough) = ((Activity)turn.NodeOf(instance), false);
        var fault = turn.Attempt(() => enough = IsEnough(activity.Loop!, turn.State.Loops[instance], new Frame(turn, instance), ending: 0));
        if (fault is not null) Incidents.Raise(turn, activity.Id, instance, IncidentRetry.Loop, fault);
        else if (enough) End(turn, instance, activity, activity.Loop!);
        else turn.Later(Work.Loop(instance));
    }

    private static void StartRun(Turn turn, Guid instance, Activity activity, MultiInstance loop)
    {
        var state = turn.State.Loops[instance];
        var run = turn.Context.NextId();
        turn.Emit(new ElementActivated(run, activity.Id, instance, []));
        turn.Emit(new ValuesSet(run, [.. Own(loop, state).Select(own => new ValueSet(own.Name, own.Value, own.Origin, turn.Context.By, turn.Context.Now))]));
        turn.Later(Work.Enter(run));
    }

    /// <summary>What a run has of its own. The variable that it gives to the outputs is its own too: runs side by side do not overwrite each other's.</summary>
    private static IEnumerable<(string Name, FeelValue Value, string Origin)> Own(MultiInstance loop, Loop state)
    {
        if (loop.OutputElement is { IsFeel: true } output && output.IsPath(out var path)) yield return (path.Split('.')[0], FeelValue.Null, ValueOrigin.Model);
        if (loop.InputElement is { } element) yield return (element, state.Items.Items[state.Started], loop.InputCollection?.Origin() ?? ValueOrigin.Model);
        yield return ("loopCounter", state.Started + 1, ValueOrigin.Model);
    }

    private static void End(Turn turn, Guid instance, Activity activity, MultiInstance loop)
    {
        Scopes.TerminateAll(turn, instance);
        var collected = turn.State.Loops[instance].Collected();
        if (loop.OutputCollection is { } name)
            Mappings.DeliverOutside(turn, instance, Incoming.Whole(FeelContext.Empty.With(name, collected), $"loop:{activity.Id}"));
        Lifecycle.Leave(turn, instance, activity, activity.Outgoing);
    }

    private static FeelList Items(MultiInstance loop, Frame frame)
    {
        var items = loop.InputCollection is { } collection ? frame.List(collection, "the input collection")
            : FeelList.From(
                Enumerable.Range(1, Math.Min(frame.Number(loop.Cardinality!, "the cardinality"), MostRuns + 1)).Select(number => (FeelValue)number));
        return items.Items.Length <= MostRuns
            ? items
            : throw new Fault(IncidentCodes.TooManySteps, $"Expected at most {MostRuns} runs of one activity but found more.");
    }

    private static bool IsEnough(MultiInstance loop, Loop state, Frame frame, int ending) => loop.CompletionCondition is { } condition && frame.Condition(
        condition, "the completion condition", FeelContext.Empty
            .With("numberOfInstances", state.Items.Items.Length)
            .With("numberOfCompletedInstances", state.Outputs.Count + ending)
            .With("numberOfActiveInstances", state.Running.Count - ending)
            .With("numberOfTerminatedInstances", 0));
}
