using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>One of Cases' own jobs on the case that waits for it.</summary>
internal sealed record DoCaseJob(Job Job, CaseWork Work) : IAsk<JobResult>
{
    public CaseId Case => Job.Case;
}

internal delegate Task<JobDone> CaseWork(CaseJobs at, Case @case, JobCreated job, CancellationToken cancellation);

/// <summary>
/// Does Cases' own jobs. Letters are rendered first, under the job's own id, so that a repetition finds the same file;
/// then the event, the message and the end of the job are one commit.
/// </summary>
internal static class DoCaseJobHandler
{
    /// <returns>Null where the case does not wait for the job any more.</returns>
    public static async Task<JobDone?> LoadAsync(DoCaseJob command, Case? @case, CaseJobs at, CancellationToken cancellation)
    {
        if (@case?.Process.OpenJobs.TryGetValue(command.Job.Id, out var job) != true) return null;
        try
        {
            return await command.Work(at, @case, job!, cancellation);
        }
        catch (Exception fault) when (fault is LetterTemplateException or LetterModelException)
        {
            // Trying again would fail again: whoever can mend the procedure or the data sees it at the case.
            return new JobDone([], []) { Result = new JobResult.Failed(fault.Message) };
        }
    }

    public static Decision Decide(DoCaseJob command, Case? @case, JobDone? done) => done is null
        ? Decision.Nothing.Answering(new JobResult.Later())
        : done.Messages.Aggregate(Decision.Of(done.Events), (decision, message) => decision.Send(message)).Answering(done.Result);
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
