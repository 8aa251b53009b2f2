using System.Security.Claims;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;
using Wolverine;

namespace Verwaltung.Cases;

/// <summary>Posts a notice that came back once more.</summary>
/// <param name="Address">Null: to the address in the letter.</param>
internal sealed record PostNoticeAgain(CaseId Case, string? Address, Actor Actor) : IAsk<Outcome<ChangedCase>>;

/// <summary>A letter that comes back has notified nobody; posted again, its periods are computed anew from that day.</summary>
internal static class ReturnedNoticeHandler
{
    public static async Task HandleAsync(LetterReturned returned, IDocumentSession session, Office office, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(returned.Case.Value, cancellation);
        var now = time.GetUtcNow();
        if (stream.Aggregate is { } @case && @case.Notice?.Id != returned.Notice && @case.Documents.Any(document => document.File.Value == returned.Notice))
        {
            session.SetHeader("by", returned.By.ToString());
            stream.AppendOne(new LetterCameBack(returned.Notice, returned.ReturnedOn, returned.Reason, returned.By, now));
        }

        if (stream.Aggregate is not { Notice: { PostedOn: { } posted } notice } || notice.Id != returned.Notice || posted != returned.PostedOn)
            return;

        var dispatch = new Dispatch(NotificationRule.PostInland, posted) { Returned = returned.ReturnedOn };
        var notification = new Notifications(office.WorkingDays).Compute(dispatch, LegalTime.Day(now));
        session.SetHeader("by", returned.By.ToString());
        stream.AppendOne(new NoticeReturned(notice.Id, returned.ReturnedOn, returned.Reason, returned.By, now));
        stream.AppendOne(new NotificationVoided(notice.Id, dispatch.Rule, [.. notification.Reasons.Select(reason => reason.ToString())]));
    }

    public static async Task<(Outcome<ChangedCase>, OutgoingMessages)> HandleAsync(
        PostNoticeAgain command, IDocumentSession session, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(command.Case.Value, cancellation);
        if (stream.Aggregate is not { } @case || !@case.MayBeSeenBy(command.Actor))
            return (new CaseNotFound(), []);
        if (@case.Notice is not { ReturnedOn: not null } notice)
            return (new NoticeNotReturned(), []);
        var address = command.Address?.Trim().ReplaceLineEndings("\n") is { Length: > 0 } typed ? typed : null;
        if (address is not null && !NoteText.Fits(address))
            return (new TextInvalid(NoteText.Most), []);

        var now = time.GetUtcNow();
        stream.AppendMany([new NoticeSentAgain(notice.Id, address, command.Actor.Id, now), new NoticeQueuedForPost(notice.Id, now)]);
        return (ChangedCase.By(stream), [Provision.ByPost(@case)]);
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
