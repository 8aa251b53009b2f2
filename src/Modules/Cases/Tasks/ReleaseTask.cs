using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases;

internal sealed record ReleaseTask(CaseId Case, Guid Task, Actor Actor);

internal static class ReleaseTaskHandler
{
    public static async Task<Outcome> HandleAsync(
        ReleaseTask command, EventSession session, IMessageBus bus, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.FetchForWriting<Case>(command.Case.Value, cancellation);
        if (stream.Aggregate is not { } @case || !@case.MayBeSeenBy(command.Actor))
            return new CaseNotFound();
        if (!@case.Process.OpenTasks.ContainsKey(command.Task))
            return new TaskNotOpen();
        if (!@case.Claims.TryGetValue(command.Task, out var holder))
            return new TaskNotClaimed();
        if (holder != command.Actor.Id && !command.Actor.Has(RoleNames.TeamLead))
            return new TaskTaken(await bus.NameAsync(holder, cancellation));

        stream.AppendOne(new TaskReleased(command.Task, command.Actor.Id, time.GetUtcNow()));
        return new Outcome.Accepted(stream.CurrentVersion + 1);
    }
}
