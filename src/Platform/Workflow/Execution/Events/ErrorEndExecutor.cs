namespace Verwaltung.Workflow;

/// <summary>
/// Error end event: throws its error to the nearest event around it that catches it, which ends what it sits on or beside.
/// It never ends quietly: an error that nothing catches is an incident. (BPMN 2.0.2, clauses 10.5.3 and 13.5.6.)
/// </summary>
internal sealed class ErrorEndExecutor : Executor<EndEvent>
{
    protected override Step Enter(EndEvent node, Frame frame) => node.Trigger is EventTrigger.Error { Code: { } code }
        ? new Step.Throw(frame.Text(code, "the error code"), $"Error end event '{node.Label}'")
        : throw new InvalidOperationException($"Expected an error code at '{node.Id}' but found none.");
}
