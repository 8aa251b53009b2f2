using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Boundary events sit on an activity of their scope and begin there only (BPMN 2.0.2, clause 10.5.4).</summary>
internal static class Boundaries
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition) =>
        definition.Nodes.OfType<BoundaryEvent>().SelectMany(boundary => CheckHost(definition, boundary))
            .Concat(definition.Nodes.OfType<Activity>().SelectMany(activity => CheckErrors(definition, activity)));

    private static IEnumerable<Finding> CheckHost(ProcessDefinition definition, BoundaryEvent boundary)
    {
        if (!definition.Elements.TryGetValue(boundary.AttachedTo, out var host))
            yield return definition.Error(
                boundary.Position, "bpmn.unresolved-reference",
                $"Boundary event '{boundary.Id}' is attached to '{boundary.AttachedTo}', which is not in the process.");
        else if (host is not Activity)
            yield return definition.Error(
                boundary.Position, "bpmn.boundary", $"Boundary event '{boundary.Id}' is attached to '{host.Id}', which cannot have one.");
        else if (host.ScopeId != boundary.ScopeId)
            yield return definition.Error(boundary.Position, "bpmn.boundary", $"Boundary event '{boundary.Id}' lies in another scope than '{host.Id}'.");
        else if (boundary.Trigger is not EventTrigger.Compensation
            && host is ScriptTask { Script: not null } or BusinessRuleTask { Decision: not null } or ManualTask)
            yield return definition.Warning(boundary.Position, "bpmn.boundary", $"Boundary event '{boundary.Id}' never happens: '{host.Id}' does not wait.");
        if (!boundary.Incoming.IsEmpty)
            yield return definition.Error(boundary.Position, "bpmn.flow", $"Boundary event '{boundary.Id}' cannot have an incoming flow.");
    }

    private static IEnumerable<Finding> CheckErrors(ProcessDefinition definition, Activity activity) => activity.BoundaryEvents
        .Select(id => definition.Elements[id]).OfType<BoundaryEvent>()
        .Where(boundary => boundary.Trigger is EventTrigger.Error or EventTrigger.Escalation or EventTrigger.Compensation)
        .GroupBy(boundary => boundary.Trigger)
        .SelectMany(same => same.Skip(1))
        .Select(
            second =>
                definition.Error(
                    second.Position, "bpmn.boundary",
                    $"'{activity.Id}' has two boundary events for the same {second.Trigger.GetType().Name.ToLowerInvariant()}: '{second.Id}'."));
}
