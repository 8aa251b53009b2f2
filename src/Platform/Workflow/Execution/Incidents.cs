namespace Verwaltung.Workflow;

/// <summary>Incidents: how a fault is kept, and how the process goes on from it.</summary>
internal static class Incidents
{
    internal static void Raise(Turn turn, string elementId, Guid instance, IncidentRetry retry, Fault fault) =>
        turn.Emit(new IncidentRaised(turn.Context.NextId(), elementId, instance, fault.Code, fault.Message, retry));

    internal static void Resolve(Turn turn, IncidentRaised incident)
    {
        turn.Emit(new IncidentResolved(incident.Incident, turn.Context.By));
        switch (incident.Retry)
        {
            case IncidentRetry.Enter:
                turn.Later(Work.Enter(incident.Instance));
                break;
            case IncidentRetry.Job:
                var job = turn.State.OpenJobs[incident.Instance];
                turn.Emit(job with { Retries = Math.Max(job.Retries, 1) });
                break;
            case IncidentRetry.Join:
                turn.Later(Work.Check(incident.Instance));
                break;
            case IncidentRetry.Subscribe:
                Handlers.Subscribe(turn, incident.Instance, (StartEvent)turn.Node(incident.ElementId));
                break;
            case IncidentRetry.Loop:
                Loops.Retry(turn, incident.Instance);
                break;
        }
    }
}
