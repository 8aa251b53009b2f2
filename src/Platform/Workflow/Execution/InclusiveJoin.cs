namespace Verwaltung.Workflow;

/// <summary>
/// When an inclusive gateway has all tokens that can come (BPMN 2.0.2, clause 13.4.3): for every token in its scope that could still reach one of its
/// empty incoming flows without passing the gateway, there is also a way to one that holds a token already. A boundary event counts as a way
/// out of its activity.
/// </summary>
internal static class InclusiveJoin
{
    internal static bool IsComplete(Turn turn, Guid scope, InclusiveGateway gateway)
    {
        var held = gateway.Incoming.Where(flow => turn.State.Tokens.ContainsKey(new FlowToken(scope, flow))).ToHashSet(StringComparer.Ordinal);
        var towardsEmpty = Upstream(turn.Definition, gateway, gateway.Incoming.Where(flow => !held.Contains(flow)));
        if (towardsEmpty.Count == 0) return true;
        var towardsHeld = Upstream(turn.Definition, gateway, held);
        return Positions(turn, scope).Where(place => !held.Contains(place)).All(place => !towardsEmpty.Contains(place) || towardsHeld.Contains(place));
    }

    /// <summary>Where tokens of the scope are: ids of flows and of elements that run.</summary>
    private static IEnumerable<string> Positions(Turn turn, Guid scope) =>
        turn.State.Tokens.Keys.Where(token => token.Scope == scope).Select(token => token.FlowId)
            .Concat(turn.State.Instances.Values.Where(instance => instance.Scope == scope).Select(instance => instance.ElementId));

    /// <summary>Flows and nodes from which one of the flows can be reached without passing the gateway, those flows included.</summary>
    private static HashSet<string> Upstream(ProcessDefinition definition, InclusiveGateway gateway, IEnumerable<string> flows)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(flows);
        while (open.TryPop(out var flow))
            if (found.Add(flow))
                foreach (var node in Sources(definition, definition.Flows[flow].Source).Where(node => node.Id != gateway.Id && found.Add(node.Id)))
                    foreach (var earlier in node.Incoming) open.Push(earlier);
        return found;
    }

    /// <summary>The node that a flow leaves, and for a boundary event or the target of a link what leads to that.</summary>
    private static IEnumerable<FlowNode> Sources(ProcessDefinition definition, string id)
    {
        var node = definition.Elements[id];
        return node switch
        {
            BoundaryEvent boundary => [node, definition.Elements[boundary.AttachedTo]],
            IntermediateCatchEvent { Trigger: EventTrigger.Link link } =>
                [
                    node,
                    .. definition.Inside(node.ScopeId)
                        .Where(other => other is IntermediateThrowEvent { Trigger: EventTrigger.Link thrown } && thrown == link),
                ],
            _ => [node],
        };
    }
}
