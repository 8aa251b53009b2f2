namespace Verwaltung.Workflow;

/// <summary>
/// Embedded sub-process: opens a scope at its none start event and waits until nothing is left in it. Its own values end with it
/// unless output mappings carry them out. (BPMN 2.0.2, clauses 10.3.5 and 13.3.4.)
/// </summary>
internal sealed class SubProcessExecutor : Executor<SubProcess>
{
    protected override Step Enter(SubProcess node, Frame frame) => new Step.Open(frame.Definition.StartsOf(node.Id).Single(), []);
}
