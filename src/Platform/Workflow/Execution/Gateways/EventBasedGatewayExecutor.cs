using System.Collections.Immutable;

namespace Verwaltung.Workflow;

/// <summary>
/// Event-based gateway: waits for all events behind it at once; the token goes to the one that comes first, and the others are waited for no more.
/// It never starts a process. (BPMN 2.0.2, clauses 10.6.6 and 13.4.4.)
/// </summary>
internal sealed class EventBasedGatewayExecutor : Executor<EventBasedGateway>
{
    protected override Step Enter(EventBasedGateway gateway, Frame frame) => new Step.Wait(
    [
        .. gateway.Outgoing.Select(flow => frame.Definition.Elements[frame.Definition.Flows[flow].Target])
            .SelectMany(node => Subscriptions.Open(node, node.Trigger()!, frame)),
    ]);
}
