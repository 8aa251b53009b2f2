using JasperFx.Events;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Cases;

/// <summary>Takes an open task, so that others see who works on it.</summary>
internal sealed record ClaimTask(CaseId Case, Guid Task, Actor Actor) : IAsk<Outcome<ChangedCase>>;

/// <summary>Gives a task back to the team; a team lead also what others have taken.</summary>
internal sealed record ReleaseTask(CaseId Case, Guid Task, Actor Actor) : IAsk<Outcome<ChangedCase>>;

internal static class ClaimTaskHandler
{
    public static async Task<Outcome<ChangedCase>> HandleAsync(
        ClaimTask command, IDocumentSession session, IRunner runner, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(command.Case.Value, cancellation);
        return stream.Aggregate.FindTask(command.Task, command.Actor) switch
        {
            FoundTask.None none => none.Why,
            FoundTask.Open { Refusal: { } refusal } => refusal,
            FoundTask.Open { Holder: { } holder } => command.Actor.Acts(holder)
                ? ChangedCase.By(stream)
                : new TaskTaken(await runner.NameAsync(holder, cancellation)),
            FoundTask.Open open =>
                Append(stream, new TaskClaimed(command.Task, command.Actor.Id, time.GetUtcNow(), stream.Aggregate!.ActsFor(open.Task, command.Actor))),
            var other => throw new InvalidOperationException($"Expected a task or none, but found {other}."),
        };
    }

    public static async Task<Outcome<ChangedCase>> HandleAsync(
        ReleaseTask command, IDocumentSession session, IRunner runner, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(command.Case.Value, cancellation);
        return stream.Aggregate.FindTask(command.Task, command.Actor) switch
        {
            FoundTask.None none => none.Why,
            FoundTask.Open { Holder: null } => new TaskNotClaimed(),
            FoundTask.Open { Holder: { } holder } open when !command.Actor.Acts(holder)
                && !stream.Aggregate!.IsLedBy(open.Task, command.Actor) => new TaskTaken(await runner.NameAsync(holder, cancellation)),
            _ => Append(stream, new TaskReleased(command.Task, command.Actor.Id, time.GetUtcNow())),
        };
    }

    private static ChangedCase Append(IEventStream<Case> stream, object e)
    {
        stream.AppendOne(e);
        return ChangedCase.By(stream);
    }
}
