using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Every node can be reached from a start event; what cannot would never run.</summary>
internal static class Reachability
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<FlowNode>(definition.Begins(definition.Id));
        while (open.TryPop(out var node))
            if (reached.Add(node.Id))
                foreach (var next in After(definition, node)) open.Push(next);
        return definition.Nodes.Where(node => !reached.Contains(node.Id))
            .Select(node => definition.Error(node.Position, "bpmn.unreachable", $"Element '{node.Id}' cannot be reached from a start event."));
    }

    /// <summary>
    /// Along its flows and links, into what it contains or calls, over its border and to what undoes it. Of what is refused anyway the inside counts
    /// as reached.
    /// </summary>
    private static IEnumerable<FlowNode> After(ProcessDefinition definition, FlowNode node)
    {
        var following = node.Outgoing.Select(flow => definition.Elements[definition.Flows[flow].Target]);
        return node switch
        {
            Activity activity => following.Concat(definition.Begins(node.Id)).Concat(Called(activity).SelectMany(definition.Begins))
                .Concat(Beside(activity).Where(definition.Elements.ContainsKey).Select(id => definition.Elements[id])),
            EventSubProcess => definition.Begins(node.Id),
            IntermediateThrowEvent { Trigger: EventTrigger.Link link } => definition.LinkTargets(node.ScopeId, link),
            Unsupported unsupported => following.Concat(definition.Inside(node.Id)).Concat(unsupported.BoundaryEvents.Select(id => definition.Elements[id])),
            _ => following,
        };

        IEnumerable<string> Called(Activity activity) => activity switch
        {
            CallActivity { Called.ProcessId: { IsFeel: false } id } => [id.Source],
            CallActivity => definition.CalledProcesses.Keys,
            _ => [],
        };
    }

    private static ImmutableArray<string> Beside(Activity activity) =>
        activity.CompensationHandler is { } handler ? activity.BoundaryEvents.Add(handler) : activity.BoundaryEvents;
}
