using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Workflow;

namespace Verwaltung.Cases;

/// <summary>
/// The service tasks that Cases does itself. Letters are rendered first, under the job's own id, so that a repetition finds the same file;
/// then the event, the message and the end of the job are one commit.
/// </summary>
internal static class CaseJobsHandler
{
    public static Task<OutgoingMessages> HandleAsync(
        JobRequested request, EventSession session, CaseProcess process, CaseLetters letters, TimeProvider time, CancellationToken cancellation) => request.JobType switch
        {
            "eingangsbestaetigung" => DoAsync(request, session, process, letters.ReceiptAsync, cancellation),
            "bescheid-entwerfen" => DoAsync(request, session, process, letters.DraftAsync, cancellation),
            "bescheid-ausfertigen" => DoAsync(request, session, process, letters.IssueAsync, cancellation),
            "postfach-bereitstellen" => DoAsync(request, session, process, (@case, job, _) => Task.FromResult(Provide(@case, job, time)), cancellation),
            "post-queue" => DoAsync(request, session, process, (@case, job, _) => Task.FromResult(Queue(@case, time)), cancellation),
            _ => Task.FromResult(new OutgoingMessages()),
        };

    private static async Task<OutgoingMessages> DoAsync(
        JobRequested request, EventSession session, CaseProcess process, Func<Case, JobCreated, CancellationToken, Task<JobDone>> work, CancellationToken cancellation)
    {
        var stream = await session.FetchForWriting<Case>(request.Case.Value, cancellation);
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

    private static JobDone Provide(Case @case, JobCreated job, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return new(
            [new NoticeProvided(@case.Issued.Id, now)],
            [
                new SendMail(job.Job, @case.Id, MailTemplates.NoticeProvided),
                new Scheduled(new EndProvision(@case.Id, @case.Issued.Id), Provision.EndOf(now)),
            ]);
    }

    private static JobDone Queue(Case @case, TimeProvider time) => new(
        [new NoticeQueuedForPost(@case.Issued.Id, time.GetUtcNow())],
        [new QueueForPost(@case.Id, @case.Issued.Id, new FileId(@case.Issued.File), @case.FileNumber)]);
}

/// <summary>What a job did: events of the case, messages to send, values for the process.</summary>
internal sealed record JobDone(IReadOnlyList<object> Events, IReadOnlyList<object> Messages)
{
    public Feel.FeelContext Values { get; init; } = Feel.FeelContext.Empty;
    public string Origin { get; init; } = "process";
}
