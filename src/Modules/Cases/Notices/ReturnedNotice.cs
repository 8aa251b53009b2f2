using System.Security.Claims;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;

namespace Verwaltung.Cases;

/// <summary>Posts a notice that came back once more.</summary>
/// <param name="Address">Null: to the address in the letter.</param>
internal sealed record PostNoticeAgain(CaseId Case, string? Address, Actor Actor);

/// <summary>A letter that comes back has notified nobody; posted again, its periods are computed anew from that day.</summary>
internal static class ReturnedNoticeHandler
{
    public static async Task HandleAsync(LetterReturned returned, EventSession session, Office office, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.FetchForWriting<Case>(returned.Case.Value, cancellation);
        var now = time.GetUtcNow();
        if (stream.Aggregate is { } @case && @case.Notice?.Id != returned.Notice && @case.Documents.Any(document => document.File.Value == returned.Notice))
        {
            session.Headers["by"] = returned.By.ToString();
            stream.AppendOne(new LetterCameBack(returned.Notice, returned.ReturnedOn, returned.Reason, returned.By, now));
        }

        if (stream.Aggregate is not { Notice: { PostedOn: { } posted } notice } || notice.Id != returned.Notice || posted != returned.PostedOn)
            return;

        var dispatch = new Dispatch(NotificationRule.PostInland, posted) { Returned = returned.ReturnedOn };
        var notification = new Notifications(office.WorkingDays).Compute(dispatch, LegalTime.Day(now));
        session.Headers["by"] = returned.By.ToString();
        stream.AppendOne(new NoticeReturned(notice.Id, returned.ReturnedOn, returned.Reason, returned.By, now));
        stream.AppendOne(new NotificationVoided(notice.Id, dispatch.Rule, [.. notification.Reasons.Select(reason => reason.ToString())]));
    }

    public static async Task<(Outcome, OutgoingMessages)> HandleAsync(PostNoticeAgain command, EventSession session, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.FetchForWriting<Case>(command.Case.Value, cancellation);
        if (stream.Aggregate is not { } @case || !@case.MayBeSeenBy(command.Actor))
            return (new CaseNotFound(), []);
        if (@case.Notice is not { ReturnedOn: not null } notice)
            return (new NoticeNotReturned(), []);
        var address = command.Address?.Trim().ReplaceLineEndings("\n") is { Length: > 0 } typed ? typed : null;
        if (address is not null && !NoteText.Fits(address))
            return (new TextInvalid(NoteText.Most), []);

        var now = time.GetUtcNow();
        stream.AppendMany([new NoticeSentAgain(notice.Id, address, command.Actor.Id, now), new NoticeQueuedForPost(notice.Id, now)]);
        return (new Outcome.Accepted(stream.CurrentVersion + stream.Pending.Count), [Provision.ByPost(@case)]);
    }
}

internal static class GetPostingAddressHandler
{
    public static async Task<string?> HandleAsync(GetPostingAddress query, EventSession session, CancellationToken cancellation) =>
        (await session.AggregateStreamAsync<Case>(query.Case.Value, cancel: cancellation))?.Notice is { } notice && notice.Id == query.Notice ? notice.OtherAddress : null;
}

[MutationType, Authorize(Roles = $"{RoleNames.Clerk},{RoleNames.TeamLead}")]
internal static class ReturnedNoticeMutations
{
    [GraphQLDescription("Gives a notice that came back to the post room once more, with another address or the one in the letter. Its periods run from the new posting.")]
    [Error(typeof(CaseNotFound)), Error(typeof(NoticeNotReturned)), Error(typeof(TextInvalid))]
    public static Task<MutationResult<ChangedCase>> PostNoticeAgainAsync(
        [ID] Guid caseId, string? address, string? idempotencyKey, Actor actor, IMessageBus bus, CancellationToken cancellation) =>
        bus.ChangeAsync(caseId, new PostNoticeAgain(new CaseId(caseId), address, actor), idempotencyKey, actor, cancellation);
}
