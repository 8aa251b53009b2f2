namespace Verwaltung.Workflow;

/// <summary>Scopes: the process, sub-processes and called processes; how they begin and end, and how what is in them is ended from outside.</summary>
internal static class Scopes
{
    /// <summary>The scope begins: its event sub-processes wait, and its start event is next.</summary>
    internal static void Begin(Turn turn, Guid scope, StartEvent start)
    {
        Handlers.Open(turn, scope);
        Lifecycle.Activate(turn, start, scope, []);
    }

    /// <summary>A scope in which nothing is left is complete (BPMN 2.0.2, clauses 13.3.4 and 13.5.6).</summary>
    internal static void Check(Turn turn, Guid scope)
    {
        if (!IsOpen(turn, scope) || turn.State.Loops.ContainsKey(scope) || turn.State.Instances.Values.Any(instance => instance.Scope == scope)) return;
        if (!turn.State.Tokens.Keys.Any(token => token.Scope == scope)) Complete(turn, scope);
        else if (!turn.IsArrivalPending(scope) && !Joins.ReleaseInclusive(turn)) Joins.RaiseStuck(turn, scope);
    }

    /// <summary>Ends the scope in the ordinary way, as a terminate end event does after it has ended everything else.</summary>
    internal static void Complete(Turn turn, Guid scope)
    {
        if (scope != ProcessState.RootScope)
        {
            Lifecycle.Finish(turn, scope, Incoming.None);
            return;
        }

        Races.Close(turn, scope);
        turn.Emit(new ProcessCompleted());
    }

    /// <summary>An event sub-process takes over: everything else in the scope ends, and nothing else beside it begins any more.</summary>
    internal static void Interrupt(Turn turn, Guid scope, StartEvent start)
    {
        TerminateAll(turn, scope);
        Handlers.Close(turn, scope);
        turn.Emit(new ScopeInterrupted(scope, start.ScopeId));
    }

    /// <summary>Ends everything in a scope, in the order in which it began.</summary>
    internal static void TerminateAll(Turn turn, Guid scope, Guid? except = null)
    {
        var inside = turn.State.Instances.Values.Where(instance => instance.Scope == scope && instance.Id != except).OrderBy(instance => instance.Number);
        foreach (var instance in inside.ToList()) Terminate(turn, instance.Id);
    }

    /// <summary>Ends an element from outside: first what is in it, then what it has open, then itself.</summary>
    internal static void Terminate(Turn turn, Guid instance)
    {
        TerminateAll(turn, instance);
        if (turn.State.OpenTasks.ContainsKey(instance)) turn.Emit(new UserTaskCanceled(instance));
        if (turn.State.OpenJobs.ContainsKey(instance)) turn.Emit(new JobCanceled(instance));
        Races.Close(turn, instance);
        turn.Emit(new ElementTerminated(instance, turn.State.Instances[instance].ElementId));
    }

    private static bool IsOpen(Turn turn, Guid scope) =>
        turn.State.Status == ProcessStatus.Active && (scope == ProcessState.RootScope || turn.State.Instances.ContainsKey(scope));
}
