using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;

namespace Verwaltung.Cases;

/// <summary>The applicant opens the notice in the mailbox.</summary>
internal sealed record RetrieveNotice(CaseId Case, PersonId By) : IAsk<Outcome<ChangedCase>>;

/// <summary>From posting or retrieval on: the day of notification and the end of the remedy period, in the same commit.</summary>
internal static class NotificationHandler
{
    public static Decision Decide(LetterPosted posted, Case? @case, Office office, Context context)
    {
        if (@case?.Notice is not { PostedOn: null } notice || notice.Id != posted.Notice)
            return Decision.Nothing;

        var dispatch = new Dispatch(NotificationRule.PostInland, posted.PostedOn);
        return Decision.Of([new NoticePosted(notice.Id, posted.PostedOn, posted.By, context.Now), .. Determined(notice.Id, dispatch, office, context.Now)])
            .Deliver("aufgegeben") with
        { By = posted.By.ToString() };
    }

    public static Decision Decide(RetrieveNotice command, Case? @case, Office office, Context context)
    {
        if (@case?.Notice is not { PlacedAt: not null } notice || @case.Applicant != command.By)
            return new CaseNotFound();
        if (notice.RetrievedAt is not null)
            return Decision.Nothing;
        if (notice.WithdrawnAt is not null || (notice.ProvidedAt is { } provided && context.Now >= Provision.EndOf(provided, office.WorkingDays)))
            return new RetrievalOver();

        var today = LegalTime.Day(context.Now);
        var dispatch = new Dispatch(NotificationRule.Abruf41Abs2a, notice.ProvidedAt is { } day ? LegalTime.Day(day) : today) { Retrieved = today };
        var retrieved = Decision.Of([new NoticeRetrieved(notice.Id, command.By, context.Now), .. Determined(notice.Id, dispatch, office, context.Now)]);
        // Who opens the notice needs no mail about it any more: a step that still waits for the mail ends.
        return (Provision.Announcing(@case) is { } job ? retrieved.Then(Provision.Announced(job)) : retrieved).Deliver("abgerufen");
    }

    private static IEnumerable<NotificationDetermined> Determined(Guid notice, Dispatch dispatch, Office office, DateTimeOffset now)
    {
        if (new Notifications(office.WorkingDays).Compute(dispatch, LegalTime.Day(now)) is not Notification.Effective effective)
            yield break;

        var remedy = new Deadlines(office.WorkingDays, ProcedureLaw.VwGo).Compute(effective.Day, Period.OneMonth);
        yield return new NotificationDetermined(
            notice, dispatch.Rule, effective.Day, remedy.LastDay, [.. effective.Reasons.Concat(remedy.Reasons).Select(reason => reason.ToString())]);
    }
}
