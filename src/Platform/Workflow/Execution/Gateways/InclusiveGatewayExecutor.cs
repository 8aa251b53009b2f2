namespace Verwaltung.Workflow;

/// <summary>
/// Inclusive gateway: once no more tokens can come (<see cref="InclusiveJoin"/> knows), one leaves by every flow whose condition holds, else by the
/// default flow. A flow without a condition is always taken. (BPMN 2.0.2, clauses 10.6.3 and 13.4.3.)
/// </summary>
internal sealed class InclusiveGatewayExecutor : Executor<InclusiveGateway>
{
    protected override Step Enter(InclusiveGateway gateway, Frame frame)
    {
        if (gateway.Outgoing.IsEmpty) return new Step.Take([]);
        var chosen = gateway.Outgoing.RemoveAll(flow => flow == gateway.Default || !frame.Holds(flow, gateway));
        return chosen.IsEmpty && gateway.Default is null
            ? throw new Fault(IncidentCodes.NoFlowChosen, $"Expected a condition of gateway '{gateway.Label}' to hold, or a default flow, but found neither.")
            : new Step.Take(chosen.IsEmpty ? [gateway.Default!] : chosen);
    }
}
