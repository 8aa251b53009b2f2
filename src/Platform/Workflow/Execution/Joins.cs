namespace Verwaltung.Workflow;

/// <summary>
/// Joins. A parallel gateway waits until every incoming flow holds a token, then takes one from each (BPMN 2.0.2, clause 13.4.1). An inclusive
/// one waits until no token is left that could still come by a flow that holds none (clause 13.4.3), which is looked at when all else waits.
/// </summary>
internal static class Joins
{
    internal static bool IsJoin(FlowNode node) => node is ParallelGateway { Incoming.Length: > 1 } or InclusiveGateway { Incoming.Length: > 1 };

    internal static void Arrive(Turn turn, Guid scope, FlowNode join)
    {
        if (join is ParallelGateway && join.Incoming.All(flow => turn.State.Tokens.ContainsKey(new FlowToken(scope, flow))))
            Lifecycle.Activate(turn, join, scope, join.Incoming);
        else turn.Later(Work.Check(scope));
    }

    /// <summary>Begins one inclusive gateway for which no more tokens can come; false when there is none.</summary>
    internal static bool ReleaseInclusive(Turn turn)
    {
        if (turn.State.Tokens.IsEmpty) return false;
        var waiting = turn.State.Tokens.Keys
            .Select(token => (token.Scope, Gateway: turn.Node(turn.Definition.Flows[token.FlowId].Target) as InclusiveGateway))
            .Where(place => place.Gateway is not null).Distinct()
            .OrderBy(place => turn.NumberOf(place.Scope)).ThenBy(place => place.Gateway!.Id, StringComparer.Ordinal);
        foreach (var (scope, gateway) in waiting)
        {
            if (!InclusiveJoin.IsComplete(turn, scope, gateway!)) continue;
            Lifecycle.Activate(turn, gateway!, scope, [.. gateway!.Incoming.Where(flow => turn.State.Tokens.ContainsKey(new FlowToken(scope, flow)))]);
            return true;
        }

        return false;
    }

    /// <summary>Nothing runs in the scope any more and tokens wait: no token can come that they wait for. BPMN waits for ever, we say so.</summary>
    internal static void RaiseStuck(Turn turn, Guid scope)
    {
        if (turn.State.Incidents.Values.Any(open => open.Instance == scope && open.Retry == IncidentRetry.Join)) return;
        var waiting = turn.State.Tokens.Keys.Where(token => token.Scope == scope).OrderBy(token => token.FlowId, StringComparer.Ordinal).ToList();
        var join = turn.Node(turn.Definition.Flows[waiting[0].FlowId].Target);
        var missing = join.Incoming.Where(flow => !waiting.Contains(new FlowToken(scope, flow)));
        Incidents.Raise(turn, join.Id, scope, IncidentRetry.Join, new Fault(
            IncidentCodes.JoinStuck,
            $"Expected a token on flow '{string.Join("', '", missing)}' of gateway '{join.Label}', but nothing is left that could bring one."));
    }
}
