using System.Security.Claims;
using Verwaltung.Cases.Contracts;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Cases;

/// <summary>Gives a task to a colleague: one's own or a free one; as team lead of its team also what another has taken.</summary>
internal sealed record HandOverTask(CaseId Case, Guid Task, PersonId To, string Note, Actor Actor) : IAsk<Outcome<ChangedCase>>;

internal static class HandOverTaskHandler
{
    public static async Task<(HolderName? Other, Actor? Colleague)> LoadAsync(
        HandOverTask command, Case? @case, Colleagues colleagues, IRunner runner, CancellationToken cancellation) =>
        (
            await HolderName.LoadAsync(@case, command.Task, command.Actor, runner, cancellation),
            await colleagues.FindAsync(@case, command.Task, command.To, cancellation)
        );

    /// <param name="other">Null where nobody else has taken the task.</param>
    /// <param name="colleague">Who is to have it; null where they may not do it.</param>
    public static Decision Decide(HandOverTask command, Case? @case, HolderName? other, Actor? colleague, Context context)
    {
        var found = @case.FindTask(command.Task, command.Actor);
        if (found is not FoundTask.Open open)
            return ((FoundTask.None)found).Why;
        var leads = @case!.IsLedBy(open.Task, command.Actor);
        if (!leads && open.Refusal is { } refusal)
            return refusal;
        if (!leads && other is not null)
            return new TaskTaken(other.Text);
        if (!NoteText.Fits(command.Note, mayBeEmpty: true))
            return new TextInvalid(NoteText.Most);
        if (colleague is null)
            return new NotForColleague();

        return Decision.Of(new TaskHandedOver(command.Task, colleague.Id, command.Note.Trim(), command.Actor.Id, context.Now));
    }
}

[MutationType, Authorize(Policy = CasesModule.StaffPolicy)]
internal static class HandOverMutations
{
    [GraphQLDescription("Gives a task to a colleague who may do it, with a note. A team lead may also hand over what others have taken.")]
    [Error(typeof(CaseNotFound)), Error(typeof(TaskNotOpen)), Error(typeof(NotYourTask)), Error(typeof(FourEyes))]
    [Error(typeof(TaskTaken)), Error(typeof(NotForColleague)), Error(typeof(TextInvalid))]
    public static Task<Outcome<ChangedCase>> HandOverTaskAsync(
        [ID] Guid caseId, [ID] Guid taskId, [ID] Guid to, string? note, string? idempotencyKey, Actor actor, IRunner runner, CancellationToken cancellation) =>
        runner.ChangeAsync(new HandOverTask(new CaseId(caseId), taskId, new PersonId(to), note ?? "", actor), idempotencyKey, actor, cancellation);
}
