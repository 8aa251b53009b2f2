namespace Verwaltung.Workflow;

/// <summary>
/// The behaviour of one kind of element. An executor holds no state and changes none: it reads the frame and answers with a
/// <see cref="Step"/>, or throws a <see cref="Fault"/>. What cannot happen throws "Expected ...".
/// </summary>
internal abstract class Executor
{
    /// <summary>A token has arrived at the element.</summary>
    internal abstract Step Enter(FlowNode node, Frame frame);
}

/// <inheritdoc/>
internal abstract class Executor<TNode> : Executor where TNode : FlowNode
{
    internal sealed override Step Enter(FlowNode node, Frame frame) => node is TNode own
        ? Enter(own, frame)
        : throw new InvalidOperationException($"Expected a {typeof(TNode).Name} but found {node.GetType().Name} '{node.Id}'.");

    protected abstract Step Enter(TNode node, Frame frame);
}

/// <summary>
/// Elements that only pass the token on: start events, none throw and end events, manual tasks, link catch events, and what has been triggered.
/// </summary>
internal sealed class PassThrough : Executor
{
    internal override Step Enter(FlowNode node, Frame frame) => Step.Done.Plainly;
}
