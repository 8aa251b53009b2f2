namespace Verwaltung.Workflow;

/// <summary>Business errors (BPMN 2.0.2, clause 10.5.7): the nearest event that catches one ends what it sits on or beside.</summary>
internal static class Errors
{
    /// <exception cref="Fault">Nothing catches the error.</exception>
    internal static void Throw(Turn turn, Guid instance, string code, string message)
    {
        turn.Emit(new ErrorThrown(instance, turn.State.Instances[instance].ElementId, code, message));
        if (Catchers.Find<EventTrigger.Error>(turn, instance, code, error => error.Code) is not var (catcher, at))
            throw new Fault(IncidentCodes.ErrorNotCaught, $"Expected an error boundary event for code '{code}' but found none.");
        Races.Caught(turn, catcher.Id, at, Incoming.None);
    }
}
