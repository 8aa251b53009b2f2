using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>Tries the step again that an incident stopped, after whoever could has mended the cause.</summary>
internal sealed record RetryIncident(CaseId Case, Guid Incident, Actor Actor);

internal static class RetryIncidentHandler
{
    public static async Task<(Outcome, OutgoingMessages)> HandleAsync(
        RetryIncident command, EventSession session, CaseProcess process, CancellationToken cancellation)
    {
        var stream = await session.FetchForWriting<Case>(command.Case.Value, cancellation);
        if (stream.Aggregate is not { } @case || !(command.Actor.Has(RoleNames.Operator) || @case.MayBeSeenBy(command.Actor)))
            return (new CaseNotFound(), []);
        if (!@case.Process.Incidents.ContainsKey(command.Incident))
            return (new NothingToMend(), []);

        var messages = await process.StepAsync(stream, new Trigger.ResolveIncident(command.Incident), command.Actor.Id, cancellation);
        return (new Outcome.Accepted(stream.CurrentVersion + stream.Pending.Count), messages);
    }
}
