using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Errors and escalations are thrown with a code and caught by a fixed one; signals have a name (BPMN 2.0.2, clause 10.5.5).</summary>
internal static class Codes
{
    internal static IEnumerable<Finding> Check(ProcessDefinition definition) => definition.Nodes.SelectMany(node => node.Trigger() switch
    {
        EventTrigger.Error error => CheckCode(definition, node, error.Code, "error", "bpmn.error-code"),
        EventTrigger.Escalation escalation => CheckCode(definition, node, escalation.Code, "escalation", "bpmn.escalation-code"),
        EventTrigger.Signal { Name: null } => [definition.Error(node.Position, "bpmn.signal-name", $"Signal event '{node.Id}' needs a signal with a name.")],
        _ => [],
    });

    private static IEnumerable<Finding> CheckCode(ProcessDefinition definition, FlowNode node, Expression? code, string what, string finding)
    {
        var throws = node is EndEvent or IntermediateThrowEvent;
        if (throws && code is null)
            yield return definition.Error(
                node.Position, finding, $"{(what == "error" ? "Error" : "Escalation")} event '{node.Id}' needs an {what} with a code.");
        if (!throws && code is { IsFeel: true })
            yield return definition.Error(code.Position, finding, $"The {what} code that '{node.Id}' catches cannot be an expression.");
    }
}
