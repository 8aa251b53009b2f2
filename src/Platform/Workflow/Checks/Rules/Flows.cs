using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Sequence flows stay in their scope, and conditions belong to gateways that choose (BPMN 2.0.2, clauses 8.4.13, 10.6.2 and 10.6.3).</summary>
internal static class Flows
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition) =>
        definition.Flows.Values.SelectMany(flow => CheckFlow(definition, flow))
            .Concat(definition.Nodes.SelectMany(node => node.Chooses(out var fallback) ? CheckGateway(definition, node, fallback) : []));

    private static IEnumerable<Finding> CheckFlow(ProcessDefinition definition, SequenceFlow flow)
    {
        var (source, target) = (definition.Elements[flow.Source], definition.Elements[flow.Target]);
        if (source.ScopeId != target.ScopeId)
            yield return definition.Error(
                flow.Position, "bpmn.flow", $"Flow '{flow.Id}' leads from '{source.Id}' across the border of a sub-process to '{target.Id}'.");
        if (flow.Condition is { } condition && source is not Unsupported && !source.Chooses(out _))
            yield return definition.Error(
                condition.Position, "bpmn.unsupported", $"Flow '{flow.Id}' has a condition but does not leave an exclusive or inclusive gateway.");
    }

    private static IEnumerable<Finding> CheckGateway(ProcessDefinition definition, FlowNode gateway, string? fallback)
    {
        if (fallback is not null && !gateway.Outgoing.Contains(fallback))
            yield return definition.Error(
                gateway.Position, "bpmn.unresolved-reference", $"The default flow '{fallback}' of gateway '{gateway.Id}' does not leave it.");
        var conditional = gateway.Outgoing.Where(flow => flow != fallback).Select(flow => definition.Flows[flow]).ToList();
        if (gateway is ExclusiveGateway && gateway.Outgoing.Length > 1)
            foreach (var flow in conditional.Where(flow => flow.Condition is null))
                yield return definition.Error(
                    flow.Position, "bpmn.condition", $"Flow '{flow.Id}' of gateway '{gateway.Id}' needs a condition, or must be the default flow.");
        if (fallback is null
            && conditional.Count > 0
            && (
                gateway is ExclusiveGateway
                    ? conditional.Exists(flow => flow.Condition is not null)
                    : conditional.TrueForAll(flow => flow.Condition is not null)))
            yield return definition.Warning(
                gateway.Position, "bpmn.no-default",
                $"Gateway '{gateway.Id}' has no default flow: where no condition holds, the process stops with an incident.");
        if (fallback is not null && definition.Flows.TryGetValue(fallback, out var other) && other.Condition is { } idle)
            yield return definition.Warning(idle.Position, "bpmn.condition", $"The condition of flow '{fallback}' is never tried: it is the default flow.");
    }
}
