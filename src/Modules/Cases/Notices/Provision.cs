using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Periods;
using Verwaltung.Workflow;
using Wolverine.Attributes;

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

    /// <summary>The same, if it waits for this mail about a notice that nobody has opened yet.</summary>
    public static JobCreated? AnnouncedBy(Guid mail, Case? @case) =>
        @case is { Notice.IsUnopened: true } && Announcing(@case) is { } job && job.Job == mail ? job : null;

    public static Trigger Announced(JobCreated job) => new Trigger.CompleteJob(job.Job, FeelContext.Empty, ValueOrigin.Process);

    public static QueueForPost ByPost(Case @case) => new(@case.Id, @case.Issued.Id, @case.Issued.File, @case.FileNumber);
}

/// <summary>The provision of a notice ends; sent when it begins.</summary>
[MessageIdentity("cases.end_provision")]
internal sealed record EndProvision(CaseId Case, Guid Notice);

internal static class ProvisionHandler
{
    public static Decision Decide(MailSent sent, Case? @case, Office office) => Provision.AnnouncedBy(sent.Mail, @case) is { } job
        ? Decision.Of(new NoticeProvided(@case!.Issued.Id, sent.At))
            .Then(Provision.Announced(job))
            .Schedule(new EndProvision(@case.Id, @case.Issued.Id), Provision.EndOf(sent.At, office.WorkingDays))
        : Decision.Nothing;

    public static Decision Decide(EndProvision command, Case? @case, Context context) =>
        @case?.Notice is { ProvidedAt: not null, IsUnopened: true } notice && notice.Id == command.Notice
            ? Decision.Of(new NoticeLapsed(notice.Id, context.Now), new NoticeQueuedForPost(notice.Id, context.Now)).Send(Provision.ByPost(@case))
            : Decision.Nothing;
}
