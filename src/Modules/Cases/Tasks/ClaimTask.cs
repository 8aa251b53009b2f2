using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases;

internal sealed record ClaimTask(CaseId Case, Guid Task, Actor Actor);

internal static class ClaimTaskHandler
{
    public static async Task<Outcome> HandleAsync(
        ClaimTask command, EventSession session, IMessageBus bus, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.FetchForWriting<Case>(command.Case.Value, cancellation);
        if (stream.Aggregate is not { } @case || !@case.MayBeSeenBy(command.Actor))
            return new CaseNotFound();
        if (!@case.Process.OpenTasks.TryGetValue(command.Task, out var task))
            return new TaskNotOpen();
        if (@case.Refuse(task, command.Actor) is { } refusal)
            return refusal;
        if (@case.Claims.TryGetValue(command.Task, out var holder))
            return holder == command.Actor.Id ? new Outcome.Accepted(stream.CurrentVersion) : new TaskTaken(await bus.NameAsync(holder, cancellation));

        stream.AppendOne(new TaskClaimed(command.Task, command.Actor.Id, time.GetUtcNow()));
        return new Outcome.Accepted(stream.CurrentVersion + 1);
    }
}
