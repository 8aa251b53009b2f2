namespace Verwaltung.Workflow;

/// <summary>
/// Parallel gateway: once a token has come by each incoming flow (<see cref="Joins"/> waits for that), one leaves by each outgoing flow.
/// It never looks at conditions. (BPMN 2.0.2, clauses 10.6.4 and 13.4.1.)
/// </summary>
internal sealed class ParallelGatewayExecutor : Executor<ParallelGateway>
{
    protected override Step Enter(ParallelGateway node, Frame frame) => new Step.Take(node.Outgoing);
}
