namespace Verwaltung.Workflow;

/// <summary>Escalations (BPMN 2.0.2, clause 10.5.7): told to the nearest event that catches them; the thrower goes on unless that one interrupts it.</summary>
internal static class Escalations
{
    internal static void Throw(Turn turn, Guid instance, string code)
    {
        turn.Emit(new EscalationThrown(instance, turn.State.Instances[instance].ElementId, code));
        var caught = Catchers.Find<EventTrigger.Escalation>(turn, instance, code, escalation => escalation.Code);
        if (!Interrupts(caught?.Event)) Lifecycle.Finish(turn, instance, Incoming.None);
        if (caught is var (catcher, at)) Races.Caught(turn, catcher.Id, at, Incoming.None);
    }

    private static bool Interrupts(FlowNode? catcher) => catcher is BoundaryEvent { Interrupting: true } or StartEvent { Interrupting: true };
}
