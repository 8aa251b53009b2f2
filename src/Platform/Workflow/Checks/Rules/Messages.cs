using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Message events name their message, and a start event's name tells it from the others.</summary>
internal static class Messages
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition)
    {
        foreach (
            var node in definition.Nodes.Where(
                node => node.Trigger() is EventTrigger.Message { Name: null } && node is not (EndEvent or IntermediateThrowEvent)))
            yield return definition.Error(node.Position, "bpmn.message-name", $"Message event '{node.Id}' needs a message with a name.");
        foreach (
            var second in definition.StartEvents.Where(
                start => start.Trigger is EventTrigger.Message { Name: not null } or EventTrigger.Signal { Name: not null })
            .GroupBy(NameOf).SelectMany(same => same.Skip(1)))
            yield return definition.Error(second.Position, "bpmn.message-name", $"Two start events wait for the same message or signal: '{second.Id}'.");
    }

    private static (Type, string) NameOf(StartEvent start) =>
        (
            start.Trigger.GetType(),
            start.Trigger switch { EventTrigger.Message message => message.Name!.Source, EventTrigger.Signal signal => signal.Name!.Source, _ => "" });
}
