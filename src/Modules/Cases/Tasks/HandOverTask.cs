using System.Security.Claims;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Cases;

/// <summary>Gives a task to a colleague: one's own or a free one; as team lead of its team also what another has taken.</summary>
internal sealed record HandOverTask(CaseId Case, Guid Task, PersonId To, string Note, Actor Actor) : IAsk<Outcome<ChangedCase>>;

internal static class HandOverTaskHandler
{
    public static async Task<Outcome<ChangedCase>> HandleAsync(
        HandOverTask command, IDocumentSession session, Colleagues colleagues, IRunner runner, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(command.Case.Value, cancellation);
        var found = stream.Aggregate.FindTask(command.Task, command.Actor);
        if (found is not FoundTask.Open open)
            return ((FoundTask.None)found).Why;
        var leads = stream.Aggregate!.IsLedBy(open.Task, command.Actor);
        if (!leads && open.Refusal is { } refusal)
            return refusal;
        if (!leads && open.Holder is { } holder && !command.Actor.Acts(holder))
            return new TaskTaken(await runner.NameAsync(holder, cancellation));
        if (!NoteText.Fits(command.Note, mayBeEmpty: true))
            return new TextInvalid(NoteText.Most);
        if (!await colleagues.MayDoAsync(stream.Aggregate!, open.Task, command.To, cancellation))
            return new NotForColleague();

        stream.AppendOne(new TaskHandedOver(command.Task, command.To, command.Note.Trim(), command.Actor.Id, time.GetUtcNow()));
        return ChangedCase.By(stream);
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
