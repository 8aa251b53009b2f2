namespace Verwaltung.Workflow;

/// <summary>
/// Terminate end event: ends everything else in its scope, then the scope itself in the ordinary way. Scopes around it go on.
/// (BPMN 2.0.2, clauses 10.5.3 and 13.5.6.)
/// </summary>
internal sealed class TerminateEndExecutor : Executor<EndEvent>
{
    protected override Step Enter(EndEvent node, Frame frame) => new Step.EndScope();
}
