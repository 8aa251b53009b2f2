using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Messaging;
using Verwaltung.Workflow;
using Wolverine.Attributes;

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
    public static Decision Decide(CompleteJob command, Case? @case) =>
        OfJob(@case, command.Job, new Trigger.CompleteJob(command.Job, command.Values, command.Origin));

    public static Decision Decide(FailJob command, Case? @case) => OfJob(@case, command.Job, new Trigger.FailJob(command.Job, command.Message, RetriesLeft: 0));

    public static Decision Decide(ThrowJobError command, Case? @case) =>
        OfJob(@case, command.Job, new Trigger.ThrowJobError(command.Job, command.Code, command.Message));

    public static Decision Decide(FireTimer command, Case? @case) =>
        @case?.Process.OpenTimers.ContainsKey(command.Timer) == true ? Decision.Nothing.Then(new Trigger.FireTimer(command.Timer)) : Decision.Nothing;

    public static Decision Decide(CorrelateMessage command, Case? @case) => @case?.IsWaitingFor(command.Name) == true
        ? Decision.Nothing.Then(new Trigger.DeliverMessage(command.Name, command.Case.ToString(), command.Values, command.Origin))
            .Answering(new MessageCorrelated(true))
        : Decision.Nothing.Answering(new MessageCorrelated(false));

    private static Decision OfJob(Case? @case, Guid job, Trigger trigger) =>
        @case?.Process.OpenJobs.ContainsKey(job) == true ? Decision.Nothing.Then(trigger) : Decision.Nothing;
}

/// <summary>A timer of a case is due.</summary>
[MessageIdentity("cases.fire_timer")]
internal sealed record FireTimer(CaseId Case, Guid Timer);
