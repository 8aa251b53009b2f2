using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Behind an event-based gateway there are at least two events that are reached by it alone (BPMN 2.0.2, clause 10.6.6).</summary>
internal static class EventGateways
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition) =>
        definition.Nodes.OfType<EventBasedGateway>().SelectMany(gateway => CheckOne(definition, gateway));

    private static IEnumerable<Finding> CheckOne(ProcessDefinition definition, EventBasedGateway gateway)
    {
        var targets = gateway.Outgoing.Select(flow => definition.Elements[definition.Flows[flow].Target]).ToList();
        if (targets.Count < 2)
            yield return definition.Error(gateway.Position, "bpmn.event-gateway", $"Event-based gateway '{gateway.Id}' needs at least two events behind it.");
        foreach (var target in targets.Where(target => !CanWait(target)))
            yield return definition.Error(
                target.Position, "bpmn.event-gateway",
                $"Behind event-based gateway '{gateway.Id}' there can be message, timer and signal events and receive tasks, but not '{target.Id}'.");
        foreach (var target in targets.Where(target => target.Incoming.Length > 1))
            yield return definition.Error(
                target.Position, "bpmn.event-gateway",
                $"'{target.Id}' stands behind event-based gateway '{gateway.Id}' and cannot have another incoming flow.");
        foreach (var task in targets.OfType<ReceiveTask>().Where(task => !task.BoundaryEvents.IsEmpty || task.Loop is not null))
            yield return definition.Error(
                task.Position, "bpmn.event-gateway",
                $"Receive task '{task.Id}' stands behind event-based gateway '{gateway.Id}' and can have neither boundary events nor several runs.");
    }

    private static bool CanWait(FlowNode node) =>
        node is ReceiveTask
            or IntermediateCatchEvent { Trigger: EventTrigger.Message or EventTrigger.Timer or EventTrigger.Signal or EventTrigger.UnsupportedTrigger }
            or Unsupported;
}
