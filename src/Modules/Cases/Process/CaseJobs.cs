using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Workflow;
using Wolverine;

namespace Verwaltung.Cases;

/// <summary>
/// The service tasks that Cases does itself. Letters are rendered first, under the job's own id, so that a repetition finds the same file;
/// then the event, the message and the end of the job are one commit.
/// </summary>
internal static class CaseJobsHandler
{
    public static IReadOnlyList<JobType> Types { get; } =
        [
            .. new[]
            {
                CaseJobTypes.Receipt, CaseJobTypes.Draft, CaseJobTypes.Issue, CaseJobTypes.Question, CaseJobTypes.Reminder, CaseJobTypes.Resume,
                CaseJobTypes.Withdrawal, CaseJobTypes.Mailbox, CaseJobTypes.Post,
            }.Select(name => new JobType(name)),
        ];

    public static Task<OutgoingMessages> HandleAsync(
        JobRequested request, IDocumentSession session, CaseProcess process, CaseLetters letters, CaseQuestions questions, TimeProvider time,
        CancellationToken cancellation) => request.JobType switch
        {
            CaseJobTypes.Receipt => DoAsync(request, session, process, letters.ReceiptAsync, cancellation),
            CaseJobTypes.Draft => DoAsync(request, session, process, letters.DraftAsync, cancellation),
            CaseJobTypes.Issue => DoAsync(request, session, process, letters.IssueAsync, cancellation),
            CaseJobTypes.Question => DoAsync(request, session, process, questions.AskAsync, cancellation),
            CaseJobTypes.Reminder => DoAsync(request, session, process, questions.RemindAsync, cancellation),
            CaseJobTypes.Resume => DoAsync(request, session, process, (@case, _, _) => Task.FromResult(questions.Resume(@case)), cancellation),
            CaseJobTypes.Withdrawal => DoAsync(request, session, process, letters.WithdrawalAsync, cancellation),
            CaseJobTypes.Mailbox => PlaceAsync(request, session, time, cancellation),
            CaseJobTypes.Post => DoAsync(request, session, process, (@case, job, _) => Task.FromResult(Queue(@case, time)), cancellation),
            _ => Task.FromResult(new OutgoingMessages()),
        };

    private static async Task<OutgoingMessages> DoAsync(
        JobRequested request, IDocumentSession session, CaseProcess process, Func<Case, JobCreated, CancellationToken, Task<JobDone>> work,
        CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(request.Case.Value, cancellation);
        if (stream.Aggregate is not { } @case || !@case.Process.OpenJobs.TryGetValue(request.Job, out var job))
            return [];

        JobDone done;
        try
        {
            done = await work(@case, job, cancellation);
        }
        catch (Exception fault) when (fault is LetterTemplateException or LetterModelException)
        {
            // Trying again would fail again: whoever can mend the procedure or the data sees it at the case.
            return await process.StepAsync(stream, new Trigger.FailJob(job.Job, fault.Message, RetriesLeft: 0), by: null, cancellation);
        }

        stream.AppendMany(done.Events);
        var messages = await process.StepAsync(stream, new Trigger.CompleteJob(job.Job, done.Values, done.Origin), by: null, cancellation);
        messages.AddRange(done.Messages);
        return messages;
    }

    /// <summary>The job ends when the applicant was told (see <see cref="ProvisionHandler"/>) or has opened the notice untold.</summary>
    private static async Task<OutgoingMessages> PlaceAsync(JobRequested request, IDocumentSession session, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(request.Case.Value, cancellation);
        if (stream.Aggregate is not { } @case || !@case.Process.OpenJobs.ContainsKey(request.Job) || @case.Issued.PlacedAt is not null)
            return [];

        stream.AppendOne(new NoticePlaced(@case.Issued.Id, time.GetUtcNow()));
        return [new SendMail(request.Job, @case.Id, MailTemplates.NoticeProvided)];
    }

    private static JobDone Queue(Case @case, TimeProvider time) => new([new NoticeQueuedForPost(@case.Issued.Id, time.GetUtcNow())], [Provision.ByPost(@case)]);
}

/// <summary>The types of service tasks (<c>zeebe:taskDefinition type</c>) that Cases does itself.</summary>
internal static class CaseJobTypes
{
    public const string Receipt = "eingangsbestaetigung";
    public const string Draft = "bescheid-entwerfen";
    public const string Issue = "bescheid-ausfertigen";
    public const string Question = "rueckfrage-senden";
    public const string Reminder = "rueckfrage-erinnern";
    public const string Resume = "ziel-fortsetzen";
    public const string Withdrawal = "ruecknahme-bestaetigen";
    public const string Mailbox = "postfach-bereitstellen";
    public const string Post = "post-queue";
}

/// <summary>What a job did: events of the case, messages to send, values for the process.</summary>
internal sealed record JobDone(IReadOnlyList<object> Events, IReadOnlyList<object> Messages)
{
    public Feel.FeelContext Values { get; init; } = Feel.FeelContext.Empty;
    public ValueOrigin Origin { get; init; } = ValueOrigin.Process;
}
