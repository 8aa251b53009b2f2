using Verwaltung.Cases.Contracts;
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
    public static Task<HolderName?> LoadAsync(ClaimTask command, Case? @case, IRunner runner, CancellationToken cancellation) =>
        HolderName.LoadAsync(@case, command.Task, command.Actor, runner, cancellation);

    public static Decision Decide(ClaimTask command, Case? @case, HolderName? other, Context context) => @case.FindTask(command.Task, command.Actor) switch
    {
        FoundTask.None none => none.Why,
        FoundTask.Open { Refusal: { } refusal } => refusal,
        FoundTask.Open when other is not null => new TaskTaken(other.Text),
        FoundTask.Open { Holder: not null } => Decision.Nothing,
        FoundTask.Open open => Decision.Of(new TaskClaimed(command.Task, command.Actor.Id, context.Now, @case!.ActsFor(open.Task, command.Actor))),
        var found => throw new InvalidOperationException($"Expected a task or none, but found {found}."),
    };
}

internal static class ReleaseTaskHandler
{
    public static Task<HolderName?> LoadAsync(ReleaseTask command, Case? @case, IRunner runner, CancellationToken cancellation) =>
        HolderName.LoadAsync(@case, command.Task, command.Actor, runner, cancellation);

    public static Decision Decide(ReleaseTask command, Case? @case, HolderName? other, Context context) => @case.FindTask(command.Task, command.Actor) switch
    {
        FoundTask.None none => none.Why,
        FoundTask.Open { Holder: null } => new TaskNotClaimed(),
        FoundTask.Open open when other is not null && !@case!.IsLedBy(open.Task, command.Actor) => new TaskTaken(other.Text),
        _ => Decision.Of(new TaskReleased(command.Task, command.Actor.Id, context.Now)),
    };
}
