namespace Verwaltung.Workflow;

/// <summary>
/// Compensation (BPMN 2.0.2, clauses 10.7 and 13.5.5): what was completed in a scope is undone one after the other, the last first. An activity is undone
/// by its handler; a sub-process without one is opened once more, with the values it had, and undone from inside. What was not completed, or has
/// nothing to undo it, is passed over.
/// </summary>
internal static class Compensations
{
    /// <summary>Keeps an activity that is about to be completed, if there is a way to undo it.</summary>
    internal static void Offer(Turn turn, Guid instance, FlowNode node)
    {
        if (node is not Activity { IsForCompensation: false } activity || IsAtWork(turn, instance)) return;
        if (activity.CompensationHandler is not null || activity is SubProcess && turn.State.Compensables.Exists(inner => inner.Scope == instance))
            turn.Emit(new CompensationOffered(instance, activity.Id, turn.ScopeOf(instance)));
    }

    /// <summary>A throwing event begins: it undoes what its scope has completed; in an event sub-process that is the scope it stands beside.</summary>
    internal static void Throw(Turn turn, Guid instance, string? activity)
    {
        var scope = turn.ScopeOf(instance);
        while (scope != ProcessState.RootScope && turn.NodeOf(scope) is EventSubProcess) scope = turn.ScopeOf(scope);
        Begin(turn, instance, turn.State.Compensables.Where(offered => offered.Scope == scope && (activity is null || offered.ElementId == activity)));
    }

    /// <summary>After an instance was completed: if it undid something, whatever is next is undone.</summary>
    internal static void GoOnAfter(Turn turn, Guid handler)
    {
        if (turn.State.Compensations.IsEmpty) return;
        foreach (var (instance, _) in turn.State.Compensations.Where(run => run.Value.Handler == handler).ToList()) Next(turn, instance);
    }

    private static void Begin(Turn turn, Guid instance, IEnumerable<Compensable> offered)
    {
        turn.Emit(new CompensationStarted(instance, [.. offered.Reverse().Select(activity => activity.Id)]));
        Next(turn, instance);
    }

    private static void Next(Turn turn, Guid instance)
    {
        // What another has undone meanwhile is done.
        var left = turn.State.Compensations[instance].Left.Select(id => turn.State.Compensables.Find(offered => offered.Id == id));
        if (left.FirstOrDefault(offered => offered is not null) is { } next) Undo(turn, instance, next);
        else if (IsAtWork(turn, instance)) Lifecycle.Complete(turn, instance);
        else Lifecycle.Finish(turn, instance, Incoming.None);
    }

    /// <summary>The handler runs beside the thrower's activity, or inside of the sub-process that is undone.</summary>
    private static void Undo(Turn turn, Guid instance, Compensable activity)
    {
        var handler = ((Activity)turn.Node(activity.ElementId)).CompensationHandler;
        var scope = IsAtWork(turn, instance) ? instance : activity.Scope;
        var started = turn.Context.NextId();
        turn.Emit(new ElementActivated(started, handler ?? activity.ElementId, scope, []));
        var inside = turn.State.Compensables.Where(offered => offered.Scope == activity.Id).ToList();
        turn.Emit(new CompensationHandlerStarted(instance, activity.Id, started));
        if (handler is null) Begin(turn, started, inside);
        else turn.Later(Work.Enter(started));
    }

    /// <summary>Whether the instance itself undoes something on behalf of another.</summary>
    private static bool IsAtWork(Turn turn, Guid instance) => turn.State.Compensations.Values.Any(run => run.Handler == instance);
}
