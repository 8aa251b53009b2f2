namespace Verwaltung.Workflow;

/// <summary>The loop: does what is to be done, in the order in which it came up, until everything waits or the process is over.</summary>
internal static class Dispatch
{
    internal static void Run(Turn turn)
    {
        do
        {
            while (IsActive(turn) && turn.TryNext(out var work)) Do(turn, work);
        }
        while (IsActive(turn) && Joins.ReleaseInclusive(turn));
    }

    private static bool IsActive(Turn turn) => turn.State.Status == ProcessStatus.Active;

    private static void Do(Turn turn, Work work)
    {
        switch (work.Kind)
        {
            // What was ended in the meantime leaves work behind that no longer matters.
            case WorkKind.Arrive when turn.State.Tokens.ContainsKey(new FlowToken(work.Id, work.FlowId!)):
                Arrive(turn, work.Id, work.FlowId!);
                break;
            case WorkKind.Enter when turn.State.Instances.ContainsKey(work.Id):
                Lifecycle.Enter(turn, work.Id);
                break;
            case WorkKind.Check:
                Scopes.Check(turn, work.Id);
                break;
            case WorkKind.Loop when turn.State.Loops.ContainsKey(work.Id):
                Loops.Advance(turn, work.Id);
                break;
        }
    }

    private static void Arrive(Turn turn, Guid scope, string flow)
    {
        var target = turn.Node(turn.Definition.Flows[flow].Target);
        if (Joins.IsJoin(target)) Joins.Arrive(turn, scope, target);
        else Lifecycle.Activate(turn, target, scope, [flow]);
    }
}
