namespace Verwaltung.Workflow;

/// <summary>
/// Receive task: waits for a message of its name and key, whose values come out of it. Unlike a message event it may have boundary events.
/// (BPMN 2.0.2, clauses 10.3.3.1 and 13.3.3.)
/// </summary>
internal sealed class ReceiveTaskExecutor : Executor<ReceiveTask>
{
    protected override Step Enter(ReceiveTask node, Frame frame) => new Step.Wait(Subscriptions.Open(node, node.Message, frame));
}
