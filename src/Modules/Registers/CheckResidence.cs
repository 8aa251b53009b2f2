using System.Globalization;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Registers.Contracts;
using Verwaltung.Workflow;
using Wolverine.Attributes;
using Wolverine;

namespace Verwaltung.Registers;

/// <summary>Asks the resident register about the applicant.</summary>
[JobWorker(ResidentRegister.Name, "asks the resident register; waits as long as it does not answer", Gives = "`resident`")]
internal sealed record AskResidence(Job Job) : IAsk<JobResult>;

/// <summary>Asks it again on behalf of a waiting job.</summary>
[MessageIdentity("registers.check_residence")]
internal sealed record CheckResidence(CaseId Case, Guid Job, int Attempt);

/// <summary>
/// A register that is down is nothing extraordinary and no failed message: the case waits, is asked for again without end, and goes on by itself.
/// </summary>
internal static class CheckResidenceHandler
{
    private static readonly TimeSpan[] Delays = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1)];

    public static Task<(JobResult, OutgoingMessages)> HandleAsync(
        AskResidence work, IDocumentSession session, IRunner runner, ResidentLookUp lookUp, TimeProvider time, CancellationToken cancellation) =>
        AskAsync(work.Job, 1, session, runner, lookUp, time, cancellation);

    public static async Task<OutgoingMessages> HandleAsync(
        CheckResidence check, IDocumentSession session, IRunner runner, ResidentLookUp lookUp, TimeProvider time, CancellationToken cancellation)
    {
        if (await runner.InvokeAsync<Job?>(new GetJob(check.Case, check.Job), cancellation: cancellation) is not { } job)
        {
            session.Enlist(Waiting.End(check.Job));
            return [];
        }

        var (result, again) = await AskAsync(job, check.Attempt, session, runner, lookUp, time, cancellation);
        if (result is JobResult.Completed(var values, var origin))
            await runner.InvokeAsync(new CompleteJob(job.Case, job.Id, values, origin), cancellation: cancellation);
        return again;
    }

    private static async Task<(JobResult, OutgoingMessages)> AskAsync(
        Job job, int attempt, IDocumentSession session, IRunner runner, ResidentLookUp lookUp, TimeProvider time, CancellationToken cancellation)
    {
        var purpose = $"{job.ProcedureKey}, Aktenzeichen {job.FileNumber}";
        var answer = await lookUp.FindAsync(job.Applicant, null, job.Case.Value, purpose, runner, cancellation);
        if (answer is ResidentAnswer.Unavailable)
            return (new JobResult.Later(), Wait(new CheckResidence(job.Case, job.Id, attempt), session, time.GetUtcNow()));

        session.Enlist(Waiting.End(job.Id));
        return (new JobResult.Completed(Values(answer), ValueOrigin.Register(ResidentRegister.Name)), []);
    }

    private static OutgoingMessages Wait(CheckResidence check, IDocumentSession session, DateTimeOffset now)
    {
        var next = now + Delays[Math.Min(check.Attempt, Delays.Length) - 1];
        session.Enlist(Waiting.Note(check, ResidentRegister.Name, now, next));
        return [(check with { Attempt = check.Attempt + 1 }).ScheduledAt(next)];
    }

    private static FeelContext Values(ResidentAnswer answer) => FeelContext.Empty.With("resident", answer switch
    {
        ResidentAnswer.Found(var resident) => Status("gefunden", resident.RetrievedAt)
            .With("address", FeelContext.Empty
                .With("street", resident.Street).With("houseNumber", resident.FullHouseNumber)
                .With("postcode", resident.Postcode).With("city", resident.City))
            .With("mainResidence", resident.MainResidence)
            .With("movedInOn", resident.MovedInOn.ToString("O", CultureInfo.InvariantCulture)),
        ResidentAnswer.NotFound(var at) => Status("nicht-gefunden", at),
        ResidentAnswer.Ambiguous(var at) => Status("mehrdeutig", at),
        _ => throw new InvalidOperationException($"Expected an answer of the register, but got {answer}."),
    });

    private static FeelContext Status(string status, DateTimeOffset at) => FeelContext.Empty
        .With("status", status).With("retrievedAt", at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
