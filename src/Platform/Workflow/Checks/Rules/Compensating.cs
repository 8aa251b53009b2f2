using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>What undoes an activity stands outside of the flow and is named by a compensation boundary event (BPMN 2.0.2, clause 10.7).</summary>
internal static class Compensating
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition)
    {
        var handlers = definition.Nodes.OfType<Activity>().Select(activity => activity.CompensationHandler).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return definition.Nodes.SelectMany(node => node switch
        {
            BoundaryEvent { Trigger: EventTrigger.Compensation } boundary => CheckBoundary(definition, boundary),
            Activity { IsForCompensation: true } handler => CheckHandler(definition, handler, handlers),
            _ when node.Trigger() is EventTrigger.Compensation { Activity: { } activity } => CheckThrow(definition, node, activity),
            _ => [],
        });
    }

    private static IEnumerable<Finding> CheckBoundary(ProcessDefinition definition, BoundaryEvent boundary)
    {
        var host = definition.Elements.GetValueOrDefault(boundary.AttachedTo) as Activity;
        if (host is not null && definition.Elements.GetValueOrDefault(host.CompensationHandler ?? "") is not Activity { IsForCompensation: true })
            yield return definition.Error(
                boundary.Position, "bpmn.compensation",
                $"Compensation boundary event '{boundary.Id}' needs an association to an activity with isForCompensation=\"true\".");
        if (host?.Loop is not null)
            yield return definition.Error(
                boundary.Position, "bpmn.compensation", $"'{host.Id}' runs several times and cannot be undone by one handler: put it into a sub-process.");
        if (!boundary.Outgoing.IsEmpty)
            yield return definition.Error(boundary.Position, "bpmn.flow", $"Compensation boundary event '{boundary.Id}' cannot have an outgoing flow.");
    }

    private static IEnumerable<Finding> CheckHandler(ProcessDefinition definition, Activity handler, HashSet<string> handlers)
    {
        if (!handlers.Contains(handler.Id))
            yield return definition.Error(
                handler.Position, "bpmn.compensation", $"'{handler.Id}' is for compensation, but no compensation boundary event names it.");
        if (!handler.Incoming.IsEmpty || !handler.Outgoing.IsEmpty)
            yield return definition.Error(handler.Position, "bpmn.flow", $"'{handler.Id}' is for compensation and cannot have incoming or outgoing flows.");
        if (!handler.BoundaryEvents.IsEmpty)
            yield return definition.Error(handler.Position, "bpmn.boundary", $"'{handler.Id}' is for compensation and cannot have boundary events.");
    }

    private static IEnumerable<Finding> CheckThrow(ProcessDefinition definition, FlowNode node, string activity)
    {
        if (definition.Elements.GetValueOrDefault(activity) is not Activity undone)
            yield return definition.Error(
                node.Position, "bpmn.unresolved-reference", $"'{node.Id}' undoes the activity '{activity}', which is not in the process.");
        else if (undone.ScopeId != ScopeOf(definition, node))
            yield return definition.Error(
                node.Position, "bpmn.compensation", $"'{node.Id}' can only undo activities of its own scope, but '{activity}' lies in another.");
        else if (undone.CompensationHandler is null && undone is not SubProcess)
            yield return definition.Error(node.Position, "bpmn.compensation", $"'{node.Id}' undoes '{activity}', which has no compensation handler.");
    }

    /// <summary>Inside an event sub-process it is the scope beside which that stands.</summary>
    private static string ScopeOf(ProcessDefinition definition, FlowNode node)
    {
        var scope = node.ScopeId;
        while (definition.Elements.GetValueOrDefault(scope) is EventSubProcess handler) scope = handler.ScopeId;
        return scope;
    }
}
