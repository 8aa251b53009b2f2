namespace Verwaltung.Workflow;

/// <summary>
/// Timer intermediate catch event: waits until its timer is due. It never fires by itself, not even when the time is already past.
/// (BPMN 2.0.2, clauses 10.5.4 and 13.5.2.)
/// </summary>
internal sealed class TimerCatchExecutor : Executor<IntermediateCatchEvent>
{
    protected override Step Enter(IntermediateCatchEvent node, Frame frame) => new Step.Wait(Subscriptions.Open(node, node.Trigger, frame));
}
