using System.Globalization;
using System.Text;
using System.Text.Json;
using Verwaltung.Feel;

namespace Verwaltung.Workflow.Tests;

/// <summary>What holds for every process after every trigger, counted from the events alone and from the state they lead to.</summary>
internal static class Invariants
{
    /// <summary>Each element takes tokens from its flows as its kind demands, ends once, and puts tokens on the flows its kind demands.</summary>
    internal static void TokensAreKept(ProcessDefinition definition, IReadOnlyList<ProcessEvent> events)
    {
        var running = new Dictionary<Guid, string>();
        var beside = BesideTheFlow(events);
        for (var at = 0; at < events.Count; at++)
        {
            if (events[at] is ElementActivated entered)
            {
                Arrived(definition, entered, beside.Contains(entered.Instance));
                Expect(running.TryAdd(entered.Instance, entered.ElementId), $"{entered.ElementId} began twice");
            }
            else if (events[at] is ElementTerminated ended) Expect(running.Remove(ended.Instance), $"{ended.ElementId} ended without having begun");
            else if (events[at] is ElementCompleted left)
            {
                Expect(running.Remove(left.Instance), $"{left.ElementId} was left without having begun");
                Left(definition, left, TakenAfter(events, at), beside.Contains(left.Instance));
            }
        }
    }

    private static List<FlowTaken> TakenAfter(IReadOnlyList<ProcessEvent> events, int at)
    {
        var taken = new List<FlowTaken>();
        while (++at < events.Count && events[at] is FlowTaken flow) taken.Add(flow);
        return taken;
    }

    /// <summary>Runs of an activity that runs several times, and what undoes another: no token comes to them or leaves them.</summary>
    private static HashSet<Guid> BesideTheFlow(IReadOnlyList<ProcessEvent> events)
    {
        var loops = events.OfType<LoopStarted>().Select(loop => loop.Instance).ToHashSet();
        return [.. events.OfType<ElementActivated>().Where(entered => loops.Contains(entered.Scope)).Select(entered => entered.Instance), .. events.OfType<CompensationHandlerStarted>().Select(undo => undo.Handler)];
    }

    private static void Arrived(ProcessDefinition definition, ElementActivated entered, bool beside)
    {
        var node = definition.Elements[entered.ElementId];
        var (least, most) = node switch
        {
            _ when beside => (0, 0),
            ParallelGateway join => (join.Incoming.Length, join.Incoming.Length),
            InclusiveGateway join => (1, join.Incoming.Length),
            StartEvent or BoundaryEvent or EventSubProcess or IntermediateCatchEvent { Trigger: EventTrigger.Link } => (0, 0),
            _ => (1, 1),
        };
        Expect(entered.Arrived.Length >= least && entered.Arrived.Length <= most && entered.Arrived.All(node.Incoming.Contains), $"{node.Id} took {entered.Arrived.Length} tokens");
    }

    private static void Left(ProcessDefinition definition, ElementCompleted left, List<FlowTaken> taken, bool beside)
    {
        var node = definition.Elements[left.ElementId];
        var flows = taken.Select(flow => flow.FlowId).ToList();
        Expect(flows.All(node.Outgoing.Contains) && flows.Count == flows.Distinct().Count() && node switch
        {
            _ when beside => flows.Count == 0,
            ExclusiveGateway or EventBasedGateway => flows.Count == Math.Min(1, node.Outgoing.Length),
            InclusiveGateway => flows.Count >= Math.Min(1, node.Outgoing.Length),
            _ => flows.Count == node.Outgoing.Length,
        }, $"{node.Id} was left by {string.Join(", ", flows)}");
    }

    /// <summary>Everything that runs waits for something, tokens stand before incomplete joins only, and nothing open is left behind.</summary>
    internal static void EverythingWaitsOrIsOver(ProcessDefinition definition, ProcessState state)
    {
        if (state.Status != ProcessStatus.Active)
        {
            Expect(Open(state) == 0 && state.Instances.IsEmpty && state.Tokens.IsEmpty && state.Locals.IsEmpty && state.Incidents.IsEmpty
                && state.Loops.IsEmpty && state.Calls.IsEmpty && state.Compensables.IsEmpty && state.Compensations.IsEmpty, "something is left of a process that is over");
            return;
        }

        foreach (var instance in state.Instances.Values) Expect(Waits(state, instance.Id), $"{instance.ElementId} waits for nothing");
        foreach (var token in state.Tokens.Keys)
            Expect(definition.Elements[definition.Flows[token.FlowId].Target] is (ParallelGateway or InclusiveGateway) and var join && join.Incoming.Any(flow => !state.Tokens.ContainsKey(token with { FlowId = flow })), $"a token on {token.FlowId} is not waited for");
        Expect(!state.Instances.IsEmpty || !state.Incidents.IsEmpty, "the process runs and nothing is in it");
        var owners = state.OpenTasks.Keys.Concat(state.OpenJobs.Keys).Concat(state.OpenTimers.Values.Select(timer => timer.Instance))
            .Concat(state.OpenSubscriptions.Values.Select(open => open.Instance)).Concat(state.OpenSignals.Values.Select(open => open.Instance)).Concat(state.Locals.Keys)
            .Concat(state.Incidents.Values.Select(incident => incident.Instance)).Concat(state.Loops.Keys).Concat(state.Calls.Keys).Concat(state.Compensations.Keys);
        Expect(owners.Where(id => id != ProcessState.RootScope).All(state.Instances.ContainsKey), "something is open for an element that is over");
    }

    private static bool Waits(ProcessState state, Guid id) =>
        state.OpenTasks.ContainsKey(id) || state.OpenJobs.ContainsKey(id) || state.OpenTimers.Values.Any(timer => timer.Instance == id)
        || state.OpenSubscriptions.Values.Any(open => open.Instance == id) || state.OpenSignals.Values.Any(open => open.Instance == id) || state.Compensations.ContainsKey(id) || state.Incidents.Values.Any(incident => incident.Instance == id)
        || state.Instances.Values.Any(inner => inner.Scope == id);

    private static int Open(ProcessState state) => state.OpenTasks.Count + state.OpenJobs.Count + state.OpenTimers.Count + state.OpenSubscriptions.Count + state.OpenSignals.Count;

    /// <summary>The events, stored as JSON and read again, lead to the same state.</summary>
    internal static void ReplayGives(ProcessState state, IReadOnlyList<ProcessEvent> events)
    {
        var replayed = events.Select(e => (ProcessEvent)JsonSerializer.Deserialize(JsonSerializer.Serialize(e, e.GetType()), e.GetType())!).Aggregate(ProcessState.Initial, ProcessEngine.Evolve);
        Expect(Text(replayed) == Text(state), $"a replay gives another state:\n{Text(replayed)}\ninstead of\n{Text(state)}");
    }

    internal static string Text(ProcessState state)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{state.Status} {state.ProcessId} {state.Activations} {state.Values}");
        foreach (var line in Lines(state).Order(StringComparer.Ordinal)) text.AppendLine(line);
        return text.ToString();
    }

    private static IEnumerable<string> Lines(ProcessState state) =>
        state.ValueOrigins.Values.Select(value => value.ToString())
            .Concat(state.OpenTasks.Values.Select(Json)).Concat(state.OpenJobs.Values.Select(Json)).Concat(state.OpenTimers.Values.Select(Json))
            .Concat(state.OpenSubscriptions.Values.Select(Json)).Concat(state.Incidents.Values.Select(Json)).Concat(state.Instances.Values.Select(Json))
            .Concat(state.OpenSignals.Values.Select(Json)).Concat(state.Compensables.Select((offered, at) => $"{at} {offered}"))
            .Concat(state.Calls.Select(call => $"{call.Key} {call.Value.ProcessId} {call.Value.SeesAll} {string.Join(',', call.Value.Given.Order())}")).Concat(state.Compensations.Select(run => $"{run.Key} {string.Join(',', run.Value.Left)} {run.Value.Handler}"))
            .Concat(state.Loops.Select(loop => $"{loop.Key} {loop.Value.Items} {loop.Value.Started} {string.Join(',', loop.Value.Running.OrderBy(run => run.Value))} {string.Join(',', loop.Value.Outputs.OrderBy(output => output.Key))}"))
            .Concat(state.Tokens.Select(token => token.ToString())).Concat(state.Locals.Select(own => $"{own.Key} {own.Value}"));

    private static string Json<T>(T value) => $"{typeof(T).Name} {JsonSerializer.Serialize(value)}";

    internal static void Expect(bool holds, string otherwise)
    {
        if (!holds) throw new InvalidOperationException($"Invariant broken: {otherwise}.");
    }
}
