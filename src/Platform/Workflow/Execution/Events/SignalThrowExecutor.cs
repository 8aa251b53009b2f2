namespace Verwaltung.Workflow;

/// <summary>
/// Signal throw and end event: everything in the process that waits for the name hears it. It never waits for anybody to listen.
/// (BPMN 2.0.2, clauses 10.5.3, 10.5.4 and 10.5.7.)
/// </summary>
internal sealed class SignalThrowExecutor : Executor
{
    internal override Step Enter(FlowNode node, Frame frame) => node.Trigger() is EventTrigger.Signal { Name: { } name }
        ? new Step.Broadcast(frame.Text(name, "the signal name"))
        : throw new InvalidOperationException($"Expected a signal name at '{node.Id}' but found none.");
}
