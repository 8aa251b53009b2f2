using System.Security.Claims;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;

namespace Verwaltung.Cases;

/// <summary>Posts a notice that came back once more.</summary>
/// <param name="Address">Null: to the address in the letter.</param>
internal sealed record PostNoticeAgain(CaseId Case, string? Address, Actor Actor) : IAsk<Outcome<ChangedCase>>;

/// <summary>A letter that comes back has notified nobody; posted again, its periods are computed anew from that day.</summary>
internal static class ReturnedNoticeHandler
{
    public static Decision Decide(LetterReturned returned, Case? @case, Office office, Context context) => @case switch
    {
        { Notice: { PostedOn: { } posted } notice } when notice.Id == returned.Notice => posted == returned.PostedOn
            ? Voided(returned, notice, new Dispatch(NotificationRule.PostInland, posted) { Returned = returned.ReturnedOn }, office, context.Now)
            : Decision.Nothing,
        not null when @case.Notice?.Id != returned.Notice && @case.Holds(returned.Notice) =>
            Decision.Of(new LetterCameBack(returned.Notice, returned.ReturnedOn, returned.Reason, returned.By, context.Now)) with
            { By = returned.By.ToString() },
        _ => Decision.Nothing,
    };

    public static Decision Decide(PostNoticeAgain command, Case? @case, Context context)
    {
        if (@case?.MayBeSeenBy(command.Actor) != true)
            return new CaseNotFound();
        if (@case.Notice is not { ReturnedOn: not null } notice)
            return new NoticeNotReturned();
        var address = command.Address?.Trim().ReplaceLineEndings("\n") is { Length: > 0 } typed ? typed : null;
        if (address is not null && !NoteText.Fits(address))
            return new TextInvalid(NoteText.Most);

        return Decision.Of(new NoticeSentAgain(notice.Id, address, command.Actor.Id, context.Now), new NoticeQueuedForPost(notice.Id, context.Now))
            .Send(Provision.ByPost(@case));
    }

    private static Decision Voided(LetterReturned returned, Notice notice, Dispatch dispatch, Office office, DateTimeOffset now)
    {
        var reasons = new Notifications(office.WorkingDays).Compute(dispatch, LegalTime.Day(now)).Reasons.Select(reason => reason.ToString());
        return Decision.Of(
            new NoticeReturned(notice.Id, returned.ReturnedOn, returned.Reason, returned.By, now),
            new NotificationVoided(notice.Id, dispatch.Rule, [.. reasons])) with
        { By = returned.By.ToString() };
    }
}

internal static class GetPostingAddressHandler
{
    public static async Task<string?> HandleAsync(GetPostingAddress query, IDocumentSession session, CancellationToken cancellation) =>
        (await session.Events.FetchLatest<Case>(query.Case.Value, cancellation))?.Notice is { } notice && notice.Id == query.Notice
            ? notice.OtherAddress
            : null;
}

[MutationType, Authorize(Roles = $"{RoleNames.Clerk},{RoleNames.TeamLead}")]
internal static class ReturnedNoticeMutations
{
    [GraphQLDescription(
        "Gives a notice that came back to the post room once more, with another address or the one in the letter. Its periods run from the new posting.")]
    [Error(typeof(CaseNotFound)), Error(typeof(NoticeNotReturned)), Error(typeof(TextInvalid))]
    public static Task<Outcome<ChangedCase>> PostNoticeAgainAsync(
        [ID] Guid caseId, string? address, string? idempotencyKey, Actor actor, IRunner runner, CancellationToken cancellation) =>
        runner.ChangeAsync(new PostNoticeAgain(new CaseId(caseId), address, actor), idempotencyKey, actor, cancellation);
}
