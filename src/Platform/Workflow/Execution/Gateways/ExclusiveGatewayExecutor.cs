namespace Verwaltung.Workflow;

/// <summary>
/// Exclusive gateway: takes the first outgoing flow whose condition holds, in file order, else the default flow. Without outgoing
/// flows it ends the token's way. Joins nothing: every arriving token passes through on its own. (BPMN 2.0.2, clauses 10.6.2 and 13.4.2.)
/// </summary>
internal sealed class ExclusiveGatewayExecutor : Executor<ExclusiveGateway>
{
    protected override Step Enter(ExclusiveGateway gateway, Frame frame)
    {
        if (gateway.Outgoing.IsEmpty) return new Step.Take([]);
        var chosen = gateway.Outgoing.FirstOrDefault(flow => flow != gateway.Default && frame.Holds(flow, gateway)) ?? gateway.Default;
        return chosen is not null
            ? new Step.Take([chosen])
            : throw new Fault(IncidentCodes.NoFlowChosen, $"Expected a condition of gateway '{gateway.Label}' to hold, or a default flow, but found neither.");
    }
}
