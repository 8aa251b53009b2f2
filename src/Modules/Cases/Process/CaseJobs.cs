using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Workflow;
using Wolverine;

namespace Verwaltung.Cases;

/// <summary>One of Cases' own jobs on the case that waits for it.</summary>
internal sealed record DoCaseJob(Job Job, CaseWork Work) : IAsk<JobResult>;

internal delegate Task<JobDone> CaseWork(CaseJobs at, Case @case, JobCreated job, CancellationToken cancellation);

/// <summary>
/// Does Cases' own jobs. Letters are rendered first, under the job's own id, so that a repetition finds the same file;
/// then the event, the message and the end of the job are one commit.
/// </summary>
internal static class DoCaseJobHandler
{
    public static async Task<(JobResult, OutgoingMessages)> HandleAsync(
        DoCaseJob command, IDocumentSession session, CaseJobs at, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(command.Job.Case.Value, cancellation);
        if (stream.Aggregate is not { } @case || !@case.Process.OpenJobs.TryGetValue(command.Job.Id, out var job)) return (new JobResult.Later(), []);
        try
        {
            var done = await command.Work(at, @case, job, cancellation);
            stream.AppendMany(done.Events);
            return (done.Result, [.. done.Messages]);
        }
        catch (Exception fault) when (fault is LetterTemplateException or LetterModelException)
        {
            // Trying again would fail again: whoever can mend the procedure or the data sees it at the case.
            return (new JobResult.Failed(fault.Message), []);
        }
    }
}

/// <summary>What Cases' own jobs are done with.</summary>
internal sealed class CaseJobs(CaseLetters letters, CaseQuestions questions, TimeProvider time)
{
    public CaseLetters Letters => letters;

    public CaseQuestions Questions => questions;

    /// <summary>The job ends when the applicant was told (see <see cref="ProvisionHandler"/>) or has opened the notice untold.</summary>
    public JobDone Place(Case @case, JobCreated job) => new(
        @case.Issued.PlacedAt is null ? [new NoticePlaced(@case.Issued.Id, time.GetUtcNow())] : [],
        @case.Issued.PlacedAt is null ? [new SendMail(job.Job, @case.Id, MailTemplates.NoticeProvided)] : [])
    {
        Result = new JobResult.Later(),
    };

    public JobDone Queue(Case @case) => new([new NoticeQueuedForPost(@case.Issued.Id, time.GetUtcNow())], [Provision.ByPost(@case)]);
}

/// <summary>What a job did: events of the case, messages to send, and how it ended: as a rule done, with no values.</summary>
internal sealed record JobDone(IReadOnlyList<object> Events, IReadOnlyList<object> Messages)
{
    public JobResult Result { get; init; } = new JobResult.Completed(FeelContext.Empty, ValueOrigin.Process);
}
