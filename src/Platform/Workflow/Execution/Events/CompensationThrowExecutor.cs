namespace Verwaltung.Workflow;

/// <summary>
/// Compensation throw and end event: undoes what its scope has completed, or one activity of it, and goes on when all of that is undone.
/// (BPMN 2.0.2, clauses 10.7 and 13.5.5.)
/// </summary>
internal sealed class CompensationThrowExecutor : Executor
{
    internal override Step Enter(FlowNode node, Frame frame) => node.Trigger() is EventTrigger.Compensation compensation
        ? new Step.Compensate(compensation.Activity)
        : throw new InvalidOperationException($"Expected compensation at '{node.Id}' but found something else.");
}
