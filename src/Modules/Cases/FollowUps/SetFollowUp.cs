using System.Security.Claims;
using Verwaltung.Cases.Contracts;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;

namespace Verwaltung.Cases;

/// <summary>Puts a case aside until a day (Wiedervorlage), or ends that.</summary>
internal sealed record SetFollowUp(CaseId Case, DateOnly On, string Text, Actor Actor) : IAsk<Outcome<ChangedCase>>;

internal sealed record EndFollowUp(CaseId Case, Actor Actor) : IAsk<Outcome<ChangedCase>>;

internal static class FollowUpHandler
{
    public static Decision Decide(SetFollowUp command, Case? @case, Context context)
    {
        if (@case?.MayBeSeenBy(command.Actor) != true)
            return new CaseNotFound();
        if (@case.IsClosed)
            return new CaseClosed();
        if (LegalTime.Day(context.Now) is var today && (command.On <= today || command.On > today.AddYears(1)))
            return new DayInvalid();
        if (!NoteText.Fits(command.Text))
            return new TextInvalid(NoteText.Most);

        return Decision.Of(new FollowUpSet(command.On, command.Text.Trim(), command.Actor.Id, context.Now));
    }

    public static Decision Decide(EndFollowUp command, Case? @case, Context context)
    {
        if (@case?.MayBeSeenBy(command.Actor) != true)
            return new CaseNotFound();
        return @case.FollowUp is null ? Decision.Nothing : Decision.Of(new FollowUpDone(command.Actor.Id, context.Now));
    }
}

[MutationType, Authorize(Policy = CasesModule.StaffPolicy)]
internal static class FollowUpMutations
{
    [GraphQLDescription(
        "Puts an open case aside until a day, with a word why. Until then it keeps out of the lists of work; "
        + "it comes back by itself, earlier if something new comes in.")]
    [Error(typeof(CaseNotFound)), Error(typeof(CaseClosed)), Error(typeof(DayInvalid)), Error(typeof(TextInvalid))]
    public static Task<Outcome<ChangedCase>> SetFollowUpAsync(
        [ID] Guid caseId, DateOnly on, string text, string? idempotencyKey, Actor actor, IRunner runner, CancellationToken cancellation) =>
        runner.ChangeAsync(new SetFollowUp(new CaseId(caseId), on, text, actor), idempotencyKey, actor, cancellation);

    [GraphQLDescription("Ends a follow-up: somebody has looked.")]
    [Error(typeof(CaseNotFound))]
    public static Task<Outcome<ChangedCase>> EndFollowUpAsync(
        [ID] Guid caseId, string? idempotencyKey, Actor actor, IRunner runner, CancellationToken cancellation) =>
        runner.ChangeAsync(new EndFollowUp(new CaseId(caseId), actor), idempotencyKey, actor, cancellation);
}

[ExtendObjectType(typeof(FollowUp))]
internal static class FollowUpFields
{
    public static async Task<string> ByNameAsync([Parent] FollowUp followUp, DataLoader<PersonId, string> names) => await names.LoadAsync(followUp.By) ?? "–";
}
