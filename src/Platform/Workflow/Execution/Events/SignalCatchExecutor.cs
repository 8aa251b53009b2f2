namespace Verwaltung.Workflow;

/// <summary>
/// Signal intermediate catch event: waits until a signal of its name is thrown in the process or comes from outside. A signal that came before is
/// gone. (BPMN 2.0.2, clauses 10.5.4 and 13.5.2.)
/// </summary>
internal sealed class SignalCatchExecutor : Executor<IntermediateCatchEvent>
{
    protected override Step Enter(IntermediateCatchEvent node, Frame frame) => new Step.Wait(Subscriptions.Open(node, node.Trigger, frame));
}
