namespace Verwaltung.Workflow;

/// <summary>
/// Message intermediate catch event: waits for a message of its name and key, whose values come out of it. A message that came
/// before is not kept here; whoever delivers it may try again. (BPMN 2.0.2, clauses 10.5.4 and 13.5.2.)
/// </summary>
internal sealed class MessageCatchExecutor : Executor<IntermediateCatchEvent>
{
    protected override Step Enter(IntermediateCatchEvent node, Frame frame) => new Step.Wait(Subscriptions.Open(node, node.Trigger, frame));
}
