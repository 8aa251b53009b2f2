namespace Verwaltung.Workflow;

/// <summary>
/// Escalation throw and end event: tells the nearest event around it that catches the code, and goes on unless that one interrupts.
/// That nothing catches it is no fault. (BPMN 2.0.2, clauses 10.5.3, 10.5.4 and 10.5.7.)
/// </summary>
internal sealed class EscalationThrowExecutor : Executor
{
    internal override Step Enter(FlowNode node, Frame frame) => node.Trigger() is EventTrigger.Escalation { Code: { } code }
        ? new Step.Escalate(frame.Text(code, "the escalation code"))
        : throw new InvalidOperationException($"Expected an escalation code at '{node.Id}' but found none.");
}
