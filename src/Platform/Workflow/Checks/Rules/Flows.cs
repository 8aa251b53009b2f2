using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Sequence flows stay in their scope, and conditions belong to exclusive gateways (BPMN 2.0.2, clauses 8.4.13 and 10.6.2).</summary>
internal static class Flows
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition) =>
        definition.Flows.Values.SelectMany(flow => CheckFlow(definition, flow))
            .Concat(definition.Nodes.OfType<ExclusiveGateway>().SelectMany(gateway => CheckGateway(definition, gateway)));

    private static IEnumerable<Finding> CheckFlow(ProcessDefinition definition, SequenceFlow flow)
    {
        var (source, target) = (definition.Elements[flow.Source], definition.Elements[flow.Target]);
        if (source.ScopeId != target.ScopeId)
            yield return definition.Error(flow.Position, "bpmn.flow", $"Flow '{flow.Id}' leads from '{source.Id}' across the border of a sub-process to '{target.Id}'.");
        if (flow.Condition is { } condition && source is not (ExclusiveGateway or Unsupported))
            yield return definition.Error(condition.Position, "bpmn.unsupported", $"Flow '{flow.Id}' has a condition but does not leave an exclusive gateway.");
    }

    private static IEnumerable<Finding> CheckGateway(ProcessDefinition definition, ExclusiveGateway gateway)
    {
        if (gateway.Default is { } wanted && !gateway.Outgoing.Contains(wanted))
            yield return definition.Error(gateway.Position, "bpmn.unresolved-reference", $"The default flow '{wanted}' of gateway '{gateway.Id}' does not leave it.");
        var conditional = gateway.Outgoing.Where(flow => flow != gateway.Default).Select(flow => definition.Flows[flow]).ToList();
        if (gateway.Outgoing.Length > 1)
            foreach (var flow in conditional.Where(flow => flow.Condition is null))
                yield return definition.Error(flow.Position, "bpmn.condition", $"Flow '{flow.Id}' of gateway '{gateway.Id}' needs a condition, or must be the default flow.");
        if (gateway.Default is null && conditional.Any(flow => flow.Condition is not null))
            yield return definition.Warning(gateway.Position, "bpmn.no-default", $"Gateway '{gateway.Id}' has no default flow: where no condition holds, the process stops with an incident.");
        if (gateway.Default is { } other && definition.Flows.TryGetValue(other, out var fallback) && fallback.Condition is { } idle)
            yield return definition.Warning(idle.Position, "bpmn.condition", $"The condition of flow '{other}' is never tried: it is the default flow.");
    }
}
