using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Link events have a name, and each that throws finds one that catches in its scope (BPMN 2.0.2, clause 10.5.5).</summary>
internal static class Links
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition) =>
        definition.Nodes.Where(node => node.Trigger() is EventTrigger.Link).SelectMany(node => CheckOne(definition, node, (EventTrigger.Link)node.Trigger()!));

    private static IEnumerable<Finding> CheckOne(ProcessDefinition definition, FlowNode node, EventTrigger.Link link)
    {
        if (link.Name is null)
        {
            yield return definition.Error(node.Position, "bpmn.link", $"Link event '{node.Id}' needs a name.");
            yield break;
        }

        var catching = definition.LinkTargets(node.ScopeId, link).ToList();
        if (node is IntermediateThrowEvent && catching.Count == 0)
            yield return definition.Error(node.Position, "bpmn.link", $"Link event '{node.Id}' leads to '{link.Name}', which no event of its scope catches.");
        if (node is IntermediateThrowEvent && !node.Outgoing.IsEmpty)
            yield return definition.Error(node.Position, "bpmn.flow", $"Link event '{node.Id}' cannot have an outgoing flow.");
        if (node is IntermediateCatchEvent && !node.Incoming.IsEmpty)
            yield return definition.Error(node.Position, "bpmn.flow", $"Link event '{node.Id}' cannot have an incoming flow.");
        if (node is IntermediateCatchEvent && catching[0].Id != node.Id)
            yield return definition.Error(node.Position, "bpmn.link", $"Two events of one scope catch the link '{link.Name}': '{node.Id}'.");
    }
}
