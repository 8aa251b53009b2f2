using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Everything that has no executor, and every part of an element that would have to be run and is not.</summary>
internal static class UnsupportedElements
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition)
    {
        foreach (var part in definition.UnsupportedParts)
            yield return definition.Error(part.Position, "bpmn.unsupported", $"Process '{definition.Id}': '{part.Type}' is not supported: {part.Reason}.");
        foreach (var node in definition.Nodes.Where(node => Executors.For(node) is null))
            yield return definition.Error(node.Position, "bpmn.unsupported", $"Element '{node.Id}': {Describe(node)}.");
        foreach (var node in definition.Nodes)
            foreach (var part in node.UnsupportedParts)
                yield return definition.Error(part.Position, "bpmn.unsupported", $"Element '{node.Id}': '{part.Type}' is not supported: {part.Reason}.");
    }

    private static string Describe(FlowNode node) => node switch
    {
        Unsupported unsupported => $"'{unsupported.Type}' is not supported: {unsupported.Reason}",
        StartEvent { IsHandler: true, Trigger: EventTrigger.Error } => "an error start event always interrupts (isInterrupting=\"true\")",
        StartEvent { IsHandler: true, Trigger: var trigger } => $"the start event of an event sub-process cannot have {Describe(trigger)}",
        StartEvent { Trigger: var trigger } => $"a start event cannot have {Describe(trigger)}",
        EndEvent { Trigger: var trigger } => $"an end event cannot have {Describe(trigger)}",
        IntermediateCatchEvent { Trigger: var trigger } => $"an intermediate catch event cannot have {Describe(trigger)}",
        IntermediateThrowEvent { Trigger: var trigger } => $"an intermediate throw event cannot have {Describe(trigger)}",
        BoundaryEvent { Trigger: EventTrigger.Error } => "an error boundary event always interrupts (cancelActivity=\"true\")",
        BoundaryEvent { Trigger: var trigger } => $"a boundary event cannot have {Describe(trigger)}",
        _ => $"a {node.GetType().Name} is not supported",
    };

    private static string Describe(EventTrigger trigger) => trigger switch
    {
        EventTrigger.None => "no event definition",
        EventTrigger.UnsupportedTrigger unsupported => $"'{unsupported.Type}': {unsupported.Reason}",
        _ => $"a {trigger.GetType().Name.ToLowerInvariant()} event definition",
    };
}
