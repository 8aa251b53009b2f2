namespace Verwaltung.Workflow;

/// <summary>Races: what an element and the boundary events on it wait for at the same time, and what happens when one of them comes first.</summary>
internal static class Races
{
    /// <summary>The boundary events of an element that waits begin to wait with it.</summary>
    internal static void Open(Turn turn, FlowNode node, Frame frame)
    {
        if (node is not Activity activity) return;
        foreach (var boundary in activity.BoundaryEvents.Select(turn.Node).Cast<BoundaryEvent>())
            foreach (var e in Subscriptions.Open(boundary, boundary.Trigger, frame)) turn.Emit(e);
    }

    /// <summary>The element waits for nothing any more; an incident on it is gone with it.</summary>
    internal static void Close(Turn turn, Guid instance)
    {
        var state = turn.State;
        foreach (var timer in state.OpenTimers.Values.Where(timer => timer.Instance == instance)) turn.Emit(new TimerCanceled(timer.Timer));
        foreach (var message in state.OpenSubscriptions.Values.Where(message => message.Instance == instance)) turn.Emit(new MessageUnsubscribed(message.Subscription));
        foreach (var incident in state.Incidents.Values.Where(incident => incident.Instance == instance)) turn.Emit(new IncidentResolved(incident.Incident, null));
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
        if (turn.Node(subscription.ElementId) is BoundaryEvent { Interrupting: false }) turn.Emit(subscription with { Subscription = turn.Context.NextId() });
        Caught(turn, subscription.ElementId, subscription.Instance, values);
    }

    /// <summary>An event has come: the waiting event goes on, or the boundary event begins, ending its activity if it interrupts.</summary>
    internal static void Caught(Turn turn, string elementId, Guid instance, Incoming values)
    {
        if (turn.Node(elementId) is BoundaryEvent boundary) Break(turn, boundary, instance, values);
        else Lifecycle.Finish(turn, instance, values);
    }

    private static void Break(Turn turn, BoundaryEvent boundary, Guid host, Incoming values)
    {
        var scope = turn.State.Instances[host].Scope;
        if (boundary.Interrupting) Scopes.Terminate(turn, host);
        var instance = turn.Context.NextId();
        turn.Emit(new ElementActivated(instance, boundary.Id, scope, []));
        Lifecycle.Finish(turn, instance, values);
    }
}
