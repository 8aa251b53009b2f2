namespace Verwaltung.Workflow;

/// <summary>Races: what an element and the events beside it wait for at the same time, and what happens when one of them comes first.</summary>
internal static class Races
{
    /// <summary>The boundary events of an element that waits begin to wait with it; on several runs of it they sit once.</summary>
    internal static void Open(Turn turn, FlowNode node, Frame frame)
    {
        if (node is not Activity activity || Loops.IsRun(turn, frame.Instance)) return;
        foreach (var boundary in activity.BoundaryEvents.Select(turn.Node).Cast<BoundaryEvent>())
            foreach (var e in Subscriptions.Open(boundary, boundary.Trigger, frame)) turn.Emit(e);
    }

    /// <summary>The element waits for nothing any more; an incident on it is gone with it.</summary>
    internal static void Close(Turn turn, Guid instance) => Close(turn, instance, _ => true);

    /// <summary>What these elements wait for on behalf of the instance is over.</summary>
    internal static void Close(Turn turn, Guid instance, Func<string, bool> elements)
    {
        var state = turn.State;
        foreach (var timer in state.OpenTimers.Values.Where(open => open.Instance == instance && elements(open.ElementId)))
            turn.Emit(new TimerCanceled(timer.Timer));
        foreach (var message in state.OpenSubscriptions.Values.Where(open => open.Instance == instance && elements(open.ElementId)))
            turn.Emit(new MessageUnsubscribed(message.Subscription));
        foreach (var signal in state.OpenSignals.Values.Where(open => open.Instance == instance && elements(open.ElementId)))
            turn.Emit(new SignalUnsubscribed(signal.Subscription));
        foreach (var incident in state.Incidents.Values.Where(open => open.Instance == instance && elements(open.ElementId)))
            turn.Emit(new IncidentResolved(incident.Incident, null));
    }

    internal static void Fire(Turn turn, TimerScheduled timer)
    {
        turn.Emit(new TimerFired(timer.Timer));
        if (TimerPlan.After(timer, turn.Context.Zone) is { } next)
            turn.Emit(new TimerScheduled(turn.Context.NextId(), timer.ElementId, timer.Instance, next.DueAt, next.Remaining, next.Interval));
        Caught(turn, timer.ElementId, timer.Instance, Incoming.None);
    }

    internal static void Receive(Turn turn, MessageSubscribed subscription, Incoming values)
    {
        turn.Emit(new MessageReceived(subscription.Subscription));
        if (StaysOpen(turn, subscription.ElementId)) turn.Emit(subscription with { Subscription = turn.Context.NextId() });
        Caught(turn, subscription.ElementId, subscription.Instance, values);
    }

    internal static void Hear(Turn turn, SignalSubscribed subscription, Incoming values)
    {
        turn.Emit(new SignalReceived(subscription.Subscription));
        if (StaysOpen(turn, subscription.ElementId)) turn.Emit(subscription with { Subscription = turn.Context.NextId() });
        Caught(turn, subscription.ElementId, subscription.Instance, values);
    }

    /// <summary>An event has come: what waited goes on, or the event beside it begins, ending what it sits on or beside if it interrupts.</summary>
    internal static void Caught(Turn turn, string elementId, Guid instance, Incoming values)
    {
        switch (turn.Node(elementId))
        {
            case BoundaryEvent boundary: Break(turn, boundary, instance, values); break;
            case StartEvent start: Handlers.Begin(turn, instance, start, values); break;
            case var node when turn.NodeOf(instance) is EventBasedGateway gateway: Win(turn, gateway, instance, node, values); break;
            default: Lifecycle.Finish(turn, instance, values); break;
        }
    }

    private static bool StaysOpen(Turn turn, string elementId) =>
        turn.Node(elementId) is BoundaryEvent { Interrupting: false } or StartEvent { Interrupting: false };

    private static void Break(Turn turn, BoundaryEvent boundary, Guid host, Incoming values)
    {
        var scope = turn.ScopeOf(host);
        if (boundary.Interrupting) Scopes.Terminate(turn, host);
        var instance = turn.Context.NextId();
        turn.Emit(new ElementActivated(instance, boundary.Id, scope, []));
        Lifecycle.Finish(turn, instance, values);
    }

    /// <summary>The gateway is left towards the event that came, which is done at once; the others are waited for no more.</summary>
    private static void Win(Turn turn, EventBasedGateway gateway, Guid instance, FlowNode winner, Incoming values)
    {
        var (scope, flow) = (turn.ScopeOf(instance), gateway.Outgoing.First(flow => turn.Definition.Flows[flow].Target == winner.Id));
        Close(turn, instance);
        turn.Emit(new ElementCompleted(instance, gateway.Id));
        turn.Emit(new FlowTaken(flow, scope));
        var won = turn.Context.NextId();
        turn.Emit(new ElementActivated(won, winner.Id, scope, [flow]));
        Mappings.ApplyInputs(turn, won, winner);
        Lifecycle.Finish(turn, won, values);
    }
}
