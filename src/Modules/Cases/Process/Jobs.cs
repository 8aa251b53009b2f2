using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Workflow;
using Wolverine.Attributes;
using Wolverine;

namespace Verwaltung.Cases;

internal static class GetJobHandler
{
    public static async Task<Job?> HandleAsync(GetJob query, IDocumentSession session, CancellationToken cancellation) =>
        await session.Events.FetchLatest<Case>(query.Case.Value, cancellation) is { } @case
        && @case.Process.OpenJobs.TryGetValue(query.Job, out var job)
            ? new Job(@case.Id, job.Job, job.Type, @case.Process.VisibleTo(job.Job), job.Headers, @case.ProcedureKey, @case.FileNumber, @case.Applicant)
            : null;
}

/// <summary>What comes back from outside. A job, timer or message that the case no longer waits for changes nothing.</summary>
internal static class CaseProgressHandler
{
    public static Task<OutgoingMessages> HandleAsync(CompleteJob command, IDocumentSession session, CaseProcess process, CancellationToken cancellation) =>
        StepAsync(command.Case, session, process, new Trigger.CompleteJob(command.Job, command.Values, command.Origin),
            @case => @case.Process.OpenJobs.ContainsKey(command.Job), cancellation);

    public static Task<OutgoingMessages> HandleAsync(FailJob command, IDocumentSession session, CaseProcess process, CancellationToken cancellation) =>
        StepAsync(command.Case, session, process, new Trigger.FailJob(command.Job, command.Message, RetriesLeft: 0),
            @case => @case.Process.OpenJobs.ContainsKey(command.Job), cancellation);

    public static Task<OutgoingMessages> HandleAsync(ThrowJobError command, IDocumentSession session, CaseProcess process, CancellationToken cancellation) =>
        StepAsync(command.Case, session, process, new Trigger.ThrowJobError(command.Job, command.Code, command.Message),
            @case => @case.Process.OpenJobs.ContainsKey(command.Job), cancellation);

    public static Task<OutgoingMessages> HandleAsync(FireTimer command, IDocumentSession session, CaseProcess process, CancellationToken cancellation) =>
        StepAsync(command.Case, session, process, new Trigger.FireTimer(command.Timer),
            @case => @case.Process.OpenTimers.ContainsKey(command.Timer), cancellation);

    public static async Task<(MessageCorrelated, OutgoingMessages)> HandleAsync(
        CorrelateMessage command, IDocumentSession session, CaseProcess process, CancellationToken cancellation)
    {
        var isReceived = false;
        var messages = await StepAsync(
            command.Case, session, process, new Trigger.DeliverMessage(command.Name, command.Case.ToString(), command.Values, command.Origin),
            @case => isReceived = @case.IsWaitingFor(command.Name), cancellation);
        return (new(isReceived), messages);
    }

    private static async Task<OutgoingMessages> StepAsync(
        CaseId id, IDocumentSession session, CaseProcess process, Trigger trigger, Predicate<Case> isWaiting, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(id.Value, cancellation);
        return stream.Aggregate is { } @case && isWaiting(@case)
            ? await process.StepAsync(stream, trigger, by: null, cancellation)
            : [];
    }
}

/// <summary>A timer of a case is due.</summary>
[MessageIdentity("cases.fire_timer")]
internal sealed record FireTimer(CaseId Case, Guid Timer);
