using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Event sub-processes stand outside of the flow and begin with one start event that has a trigger (BPMN 2.0.2, clause 10.3.5).</summary>
internal static class EventSubProcesses
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition) =>
        definition.Nodes.OfType<EventSubProcess>().SelectMany(handler => CheckOne(definition, handler))
            .Concat(definition.Nodes.OfType<EventSubProcess>().GroupBy(handler => handler.ScopeId).SelectMany(scope => CheckScope(definition, scope)));

    private static IEnumerable<Finding> CheckOne(ProcessDefinition definition, EventSubProcess handler)
    {
        var starts = definition.StartsOf(handler.Id).ToList();
        if (starts.Count != 1)
            yield return definition.Error(
                handler.Position, "bpmn.start-event", $"Event sub-process '{handler.Id}' needs exactly one start event but has {starts.Count}.");
        if (!handler.Incoming.IsEmpty || !handler.Outgoing.IsEmpty)
            yield return definition.Error(handler.Position, "bpmn.flow", $"Event sub-process '{handler.Id}' cannot have incoming or outgoing flows.");
    }

    /// <summary>For one error or escalation there is one that catches it.</summary>
    private static IEnumerable<Finding> CheckScope(ProcessDefinition definition, IEnumerable<EventSubProcess> handlers) => handlers
        .SelectMany(handler => definition.StartsOf(handler.Id)).Where(start => start.Trigger is EventTrigger.Error or EventTrigger.Escalation)
        .GroupBy(start => start.Trigger).SelectMany(same => same.Skip(1))
        .Select(second => definition.Error(second.Position, "bpmn.start-event", $"Two event sub-processes of one scope catch the same: '{second.Id}'."));
}
