namespace Verwaltung.Workflow;

/// <summary>
/// Signals (BPMN 2.0.2, clause 10.5.7): heard by everything in the process that waits for the name at that moment, in the order in which it began.
/// </summary>
internal static class Signals
{
    /// <summary>The thrower goes on first: what begins to wait because of that does not hear it.</summary>
    internal static void Throw(Turn turn, Guid instance, string name)
    {
        turn.Emit(new SignalThrown(instance, turn.State.Instances[instance].ElementId, name));
        Lifecycle.Finish(turn, instance, Incoming.None);
        Broadcast(turn, name, Incoming.None);
    }

    internal static void Broadcast(Turn turn, string name, Incoming values)
    {
        var hearing = turn.State.OpenSignals.Values.Where(open => open.Name == name)
            .OrderBy(open => turn.NumberOf(open.Instance)).ThenBy(open => open.ElementId, StringComparer.Ordinal).ToList();
        foreach (var open in hearing.Where(open => turn.State.OpenSignals.ContainsKey(open.Subscription))) Races.Hear(turn, open, values);
    }
}
