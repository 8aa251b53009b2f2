namespace Verwaltung.Workflow;

/// <summary>
/// Event sub-processes (BPMN 2.0.2, clause 13.5.4): they wait beside their scope as long as it runs, begin each time their event comes, and keep
/// the scope open until they are done. An interrupting one ends everything else first, and then no other of the scope begins.
/// </summary>
internal static class Handlers
{
    /// <summary>The start events of the scope's event sub-processes begin to wait.</summary>
    internal static void Open(Turn turn, Guid scope)
    {
        foreach (var start in StartsIn(turn, scope)) Subscribe(turn, scope, start);
    }

    /// <summary>One that cannot work out what it waits for leaves an incident; the rest of the scope goes on meanwhile.</summary>
    internal static void Subscribe(Turn turn, Guid scope, StartEvent start)
    {
        var fault = turn.Attempt(() =>
        {
            foreach (var e in Subscriptions.Open(start, start.Trigger, new Frame(turn, scope))) turn.Emit(e);
        });
        if (fault is not null) Incidents.Raise(turn, start.Id, scope, IncidentRetry.Subscribe, fault);
    }

    internal static void Close(Turn turn, Guid scope) => Races.Close(turn, scope, element => turn.Node(element) is not BoundaryEvent);

    /// <summary>The event of an event sub-process has come.</summary>
    internal static void Begin(Turn turn, Guid scope, StartEvent start, Incoming values)
    {
        // Two that call each other without waiting: whoever threw last is told.
        if (turn.CountActivation(scope) > Lifecycle.MostActivations) throw Lifecycle.TooManySteps(start);
        if (start.Interrupting) Scopes.Interrupt(turn, scope, start);
        var (handler, first) = (turn.Context.NextId(), turn.Context.NextId());
        turn.Emit(new ElementActivated(handler, start.ScopeId, scope, []));
        Open(turn, handler);
        turn.Emit(new ElementActivated(first, start.Id, handler, []));
        Lifecycle.Finish(turn, first, values);
    }

    /// <summary>The start events of event sub-processes that may still begin in the scope.</summary>
    internal static IEnumerable<StartEvent> StartsIn(Turn turn, Guid scope) =>
        turn.State.Loops.ContainsKey(scope) || IsInterrupted(turn, scope) ? [] : Starts(turn, turn.ContentOf(scope));

    private static bool IsInterrupted(Turn turn, Guid scope) => turn.State.Instances.Values.Any(instance =>
        instance.Scope == scope && turn.Node(instance.ElementId) is EventSubProcess own && turn.Definition.StartsOf(own.Id).Single().Interrupting);

    private static IEnumerable<StartEvent> Starts(Turn turn, string content) =>
        turn.Definition.Inside(content).OfType<EventSubProcess>().Select(handler => turn.Definition.StartsOf(handler.Id).Single());
}
