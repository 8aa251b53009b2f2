using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Message events name their message, and a start event's name tells it from the others.</summary>
internal static class Messages
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition)
    {
        foreach (var node in definition.Nodes.Where(node => TriggerOf(node) is EventTrigger.Message { Name: null }))
            yield return definition.Error(node.Position, "bpmn.message-name", $"Message event '{node.Id}' needs a message with a name.");
        foreach (var second in definition.StartEvents.Where(start => start.Trigger is EventTrigger.Message { Name: not null })
            .GroupBy(start => ((EventTrigger.Message)start.Trigger).Name!.Source).SelectMany(same => same.Skip(1)))
            yield return definition.Error(second.Position, "bpmn.message-name", $"Two start events wait for the same message: '{second.Id}'.");
    }

    internal static EventTrigger? TriggerOf(FlowNode node) => node switch
    {
        StartEvent start => start.Trigger,
        EndEvent end => end.Trigger,
        IntermediateCatchEvent caught => caught.Trigger,
        BoundaryEvent boundary => boundary.Trigger,
        _ => null,
    };
}
