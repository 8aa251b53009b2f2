namespace Verwaltung.Workflow;

/// <summary>Business errors on their way up (BPMN 2.0.2, clause 10.5.5): the nearest boundary event that names the code, else catches every error.</summary>
internal static class Errors
{
    /// <exception cref="Fault">Nothing catches the error.</exception>
    internal static void Throw(Turn turn, Guid instance, string code, string message)
    {
        turn.Emit(new ErrorThrown(instance, turn.State.Instances[instance].ElementId, code, message));
        for (var at = instance; at != ProcessState.RootScope; at = turn.State.Instances[at].Scope)
        {
            if (CatcherOn(turn, at, code) is not { } catcher) continue;
            Races.Caught(turn, catcher.Id, at, Incoming.None);
            return;
        }

        throw new Fault(IncidentCodes.ErrorNotCaught, $"Expected an error boundary event for code '{code}' but found none.");
    }

    private static BoundaryEvent? CatcherOn(Turn turn, Guid instance, string code)
    {
        if (turn.NodeOf(instance) is not Activity activity) return null;
        var catchers = activity.BoundaryEvents.Select(turn.Node).OfType<BoundaryEvent>().Where(boundary => boundary.Trigger is EventTrigger.Error).ToList();
        return catchers.Find(boundary => boundary.Trigger is EventTrigger.Error { Code.Source: var own } && own == code)
            ?? catchers.Find(boundary => boundary.Trigger is EventTrigger.Error { Code: null });
    }
}
