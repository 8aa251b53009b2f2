namespace Verwaltung.Workflow;

/// <summary>
/// Link throw event: the token goes on behind the link catch event of the same name in the same scope, as over a sequence flow.
/// (BPMN 2.0.2, clauses 10.5.4 and 10.5.5.)
/// </summary>
internal sealed class LinkThrowExecutor : Executor<IntermediateThrowEvent>
{
    protected override Step Enter(IntermediateThrowEvent node, Frame frame) => new Step.Jump(frame.Definition.LinkTargets(node.ScopeId, node.Trigger).Single());
}
