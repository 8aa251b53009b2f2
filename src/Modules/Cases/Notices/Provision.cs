using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Periods;
using Verwaltung.Workflow;
using Wolverine.Attributes;
using Wolverine;

namespace Verwaltung.Cases;

/// <summary>
/// The time in which a notice lies in the mailbox to be retrieved (§ 41(2a) VwVfG). It begins when the mail about it was handed over;
/// where none can be sent, or nobody opens the notice in time, the letter goes by post.
/// </summary>
internal static class Provision
{
    /// <summary>The first instant at which a retrieval no longer notifies.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset provided, WorkingDays days)
    {
        var day = LegalTime.Day(provided);
        return new Notifications(days).Compute(new Dispatch(NotificationRule.Abruf41Abs2a, day), day)
            is Notification.Pending { EndsAfter: { } last }
                ? LegalTime.Begin(last.AddDays(1))
                : throw new InvalidOperationException($"Expected a provision of {day:O} to have an end.");
    }

    /// <summary>The open step that waits until the applicant was told, or has opened the notice untold.</summary>
    public static JobCreated? Announcing(Case @case) => @case.Process.OpenJobs.Values.FirstOrDefault(job => job.Type == CaseJobTypes.Mailbox);

    public static Trigger Announced(JobCreated job) => new Trigger.CompleteJob(job.Job, FeelContext.Empty, ValueOrigin.Process);

    public static QueueForPost ByPost(Case @case) => new(@case.Id, @case.Issued.Id, @case.Issued.File, @case.FileNumber);
}

/// <summary>The provision of a notice ends; sent when it begins.</summary>
[MessageIdentity("cases.end_provision")]
internal sealed record EndProvision(CaseId Case, Guid Notice);

internal static class ProvisionHandler
{
    public static async Task<OutgoingMessages> HandleAsync(MailSent sent, IDocumentSession session, CaseProcess process, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(sent.Case.Value, cancellation);
        if (stream.Aggregate is not { Notice: { IsUnopened: true } notice } @case || Provision.Announcing(@case) is not { } job || job.Job != sent.Mail)
            return [];

        stream.AppendOne(new NoticeProvided(notice.Id, sent.At));
        var messages = await process.StepAsync(stream, Provision.Announced(job), by: null, cancellation);
        messages.Schedule(new EndProvision(@case.Id, notice.Id), Provision.EndOf(sent.At, process.Office.WorkingDays));
        return messages;
    }

    public static async Task<OutgoingMessages> HandleAsync(
        MailNotPossible failed, IDocumentSession session, CaseProcess process, CaseLetters letters, TimeProvider time, CancellationToken cancellation)
    {
        if (failed.Template == MailTemplates.QuestionOpen)
            return await QuestionByLetter.SendAsync(failed, session, letters, cancellation);
        if (failed.Template == MailTemplates.PaymentOpen)
            return await PaymentByLetter.SendAsync(failed, session, letters, cancellation);
        var stream = await session.Events.FetchForWriting<Case>(failed.Case.Value, cancellation);
        if (stream.Aggregate is not { Notice: { IsUnopened: true } notice } @case || Provision.Announcing(@case) is not { } job || job.Job != failed.Mail)
            return [];

        var now = time.GetUtcNow();
        stream.AppendMany([new NoticeNotAnnounced(notice.Id, failed.Reason, now), new NoticeQueuedForPost(notice.Id, now)]);
        var messages = await process.StepAsync(stream, Provision.Announced(job), by: null, cancellation);
        messages.Add(Provision.ByPost(@case));
        return messages;
    }

    public static async Task<OutgoingMessages> HandleAsync(
        EndProvision command, IDocumentSession session, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(command.Case.Value, cancellation);
        if (stream.Aggregate is not { Notice: { ProvidedAt: not null, IsUnopened: true } notice } @case || notice.Id != command.Notice)
            return [];

        var now = time.GetUtcNow();
        stream.AppendMany([new NoticeLapsed(notice.Id, now), new NoticeQueuedForPost(notice.Id, now)]);
        return [Provision.ByPost(@case)];
    }
}
