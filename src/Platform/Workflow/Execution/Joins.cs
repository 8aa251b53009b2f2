namespace Verwaltung.Workflow;

/// <summary>Joins: a parallel gateway waits until every incoming flow holds a token, then takes one from each (BPMN 2.0.2, clause 13.4.1).</summary>
internal static class Joins
{
    internal static void Arrive(Turn turn, Guid scope, ParallelGateway join)
    {
        if (join.Incoming.All(flow => turn.State.Tokens.ContainsKey(new FlowToken(scope, flow)))) Lifecycle.Activate(turn, join, scope, join.Incoming);
        else turn.Later(Work.Check(scope));
    }

    /// <summary>Nothing runs in the scope any more and tokens wait: no token can come that they wait for. BPMN waits for ever, we say so.</summary>
    internal static void RaiseStuck(Turn turn, Guid scope)
    {
        if (turn.State.Incidents.Values.Any(open => open.Instance == scope && open.Retry == IncidentRetry.Join)) return;
        var waiting = turn.State.Tokens.Keys.Where(token => token.Scope == scope).OrderBy(token => token.FlowId, StringComparer.Ordinal).ToList();
        var join = turn.Node(turn.Definition.Flows[waiting[0].FlowId].Target);
        var missing = join.Incoming.Where(flow => !waiting.Contains(new FlowToken(scope, flow)));
        Incidents.Raise(turn, join.Id, scope, IncidentRetry.Join, new Fault(
            IncidentCodes.JoinStuck, $"Expected a token on flow '{string.Join("', '", missing)}' of gateway '{join.Label}', but nothing is left that could bring one."));
    }
}
