using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Where processes and sub-processes begin and end (BPMN 2.0.2, clauses 10.5.2 and 10.5.3).</summary>
internal static class Starts
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition) =>
        CheckProcess(definition)
            .Concat(definition.CalledProcesses.Values.Where(called => called.Id != definition.Id).SelectMany(CheckProcess))
            .Concat(definition.Nodes.OfType<SubProcess>().SelectMany(sub => CheckSubProcess(definition, sub)))
            .Concat(CheckFlows(definition));

    private static IEnumerable<Finding> CheckProcess(ProcessDefinition definition)
    {
        var starts = definition.StartEvents.ToList();
        if (starts.Count == 0) yield return definition.Error(definition.Position, "bpmn.start-event", $"Process '{definition.Id}' has no start event.");
        foreach (var second in starts.Where(start => start.Trigger is EventTrigger.None).Skip(1))
            yield return definition.Error(second.Position, "bpmn.start-event", $"Process '{definition.Id}' has more than one none start event: '{second.Id}'.");
    }

    private static IEnumerable<Finding> CheckSubProcess(ProcessDefinition definition, SubProcess sub)
    {
        var starts = definition.StartsOf(sub.Id).ToList();
        if (starts.Count != 1)
            yield return definition.Error(sub.Position, "bpmn.start-event", $"Sub-process '{sub.Id}' needs exactly one start event but has {starts.Count}.");
        foreach (var start in starts.Where(start => start.Trigger is not EventTrigger.None))
            yield return definition.Error(start.Position, "bpmn.start-event", $"Start event '{start.Id}' of an embedded sub-process cannot have a trigger.");
    }

    private static IEnumerable<Finding> CheckFlows(ProcessDefinition definition)
    {
        foreach (var start in definition.Nodes.OfType<StartEvent>().Where(start => !start.Incoming.IsEmpty))
            yield return definition.Error(start.Position, "bpmn.flow", $"Start event '{start.Id}' cannot have an incoming flow.");
        foreach (var end in definition.Nodes.OfType<EndEvent>().Where(end => !end.Outgoing.IsEmpty))
            yield return definition.Error(end.Position, "bpmn.flow", $"End event '{end.Id}' cannot have an outgoing flow.");
    }
}
