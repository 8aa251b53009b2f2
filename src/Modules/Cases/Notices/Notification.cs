using JasperFx.Events;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;
using Verwaltung.Workflow;
using Wolverine;

namespace Verwaltung.Cases;

/// <summary>The applicant opens the notice in the mailbox.</summary>
internal sealed record RetrieveNotice(CaseId Case, PersonId By) : IAsk<Outcome<ChangedCase>>;

/// <summary>From posting or retrieval on: the day of notification and the end of the remedy period, in the same commit.</summary>
internal static class NotificationHandler
{
    public static async Task<OutgoingMessages> HandleAsync(
        LetterPosted posted, IDocumentSession session, CaseProcess process, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(posted.Case.Value, cancellation);
        if (stream.Aggregate is not { Notice: { PostedOn: null } notice } @case || notice.Id != posted.Notice)
            return [];

        var now = time.GetUtcNow();
        session.SetHeader("by", posted.By.ToString());
        stream.AppendOne(new NoticePosted(notice.Id, posted.PostedOn, posted.By, now));
        Determine(stream, notice.Id, new Dispatch(NotificationRule.PostInland, posted.PostedOn), process.Office.WorkingDays, now);
        return await process.DeliverAsync(stream, @case, "aufgegeben", cancellation);
    }

    public static async Task<(Outcome<ChangedCase>, OutgoingMessages)> HandleAsync(
        RetrieveNotice command, IDocumentSession session, CaseProcess process, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(command.Case.Value, cancellation);
        if (stream.Aggregate is not { Notice: { PlacedAt: not null } notice } @case || @case.Applicant != command.By)
            return (new CaseNotFound(), []);
        if (notice.RetrievedAt is not null)
            return (ChangedCase.By(stream), []);

        var now = time.GetUtcNow();
        if (notice.WithdrawnAt is not null || (notice.ProvidedAt is { } provided && now >= Provision.EndOf(provided, process.Office.WorkingDays)))
            return (new RetrievalOver(), []);

        stream.AppendOne(new NoticeRetrieved(notice.Id, command.By, now));
        var retrieval = new Dispatch(NotificationRule.Abruf41Abs2a, LegalTime.Day(notice.ProvidedAt ?? now)) { Retrieved = LegalTime.Day(now) };
        Determine(stream, notice.Id, retrieval, process.Office.WorkingDays, now);
        var messages = await OpenedAsync(stream, @case, process, cancellation);
        return (ChangedCase.By(stream), messages);
    }

    private static void Determine(IEventStream<Case> stream, Guid notice, Dispatch dispatch, WorkingDays days, DateTimeOffset now)
    {
        if (new Notifications(days).Compute(dispatch, LegalTime.Day(now)) is not Notification.Effective effective)
            return;

        var remedy = new Deadlines(days, ProcedureLaw.VwGo).Compute(effective.Day, Period.OneMonth);
        stream.AppendOne(new NotificationDetermined(
            notice, dispatch.Rule, effective.Day, remedy.LastDay, [.. effective.Reasons.Concat(remedy.Reasons).Select(reason => reason.ToString())]));
    }

    /// <summary>Who opens the notice needs no mail about it any more: a step that still waits for the mail ends.</summary>
    private static async Task<OutgoingMessages> OpenedAsync(IEventStream<Case> stream, Case @case, CaseProcess process, CancellationToken cancellation)
    {
        const string Opened = "abgerufen";
        if (Provision.Announcing(@case) is not { } job)
            return await process.DeliverAsync(stream, @case, Opened, cancellation);

        var (after, messages) = await process.StepAsync(stream, @case, Provision.Announced(job), by: null, cancellation);
        messages.AddRange(await process.DeliverAsync(stream, after, Opened, cancellation));
        return messages;
    }
}
