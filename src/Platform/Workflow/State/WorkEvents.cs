using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>
/// A person's task is open. <paramref name="Task"/> is the id of the element's instance: <see cref="ProcessState.VisibleTo"/> gives what it sees.
/// </summary>
/// <param name="FormId">The form's id, reference or key as the model names it.</param>
/// <param name="Headers"><c>zeebe:taskHeaders</c>.</param>
[ProcessEvent("user_task_created")]
public sealed record UserTaskCreated(
    Guid Task, string ElementId, string Name, string? FormId, string? Assignee, ImmutableArray<string> CandidateGroups,
    ImmutableArray<string> CandidateUsers, DateTimeOffset? Due, DateTimeOffset? FollowUp, FeelContext Headers) : ProcessEvent
{
    public bool Equals(UserTaskCreated? other) =>
        other is not null && (Task, ElementId, Name, FormId, Assignee) == (other.Task, other.ElementId, other.Name, other.FormId, other.Assignee)
        && (Due, FollowUp, Headers) == (other.Due, other.FollowUp, other.Headers)
        && CandidateGroups.SequenceEqual(other.CandidateGroups) && CandidateUsers.SequenceEqual(other.CandidateUsers);

    public override int GetHashCode() => Task.GetHashCode();
}

[ProcessEvent("user_task_completed")]
public sealed record UserTaskCompleted(Guid Task, string? By) : ProcessEvent;

/// <summary>The task is gone without having been done.</summary>
[ProcessEvent("user_task_canceled")]
public sealed record UserTaskCanceled(Guid Task) : ProcessEvent;

/// <summary>Work for a program is open; also raised again with new <paramref name="Retries"/> when an incident of the job is resolved.</summary>
/// <param name="Retries">Attempts that are left, this one included.</param>
[ProcessEvent("job_created")]
public sealed record JobCreated(Guid Job, string ElementId, string Type, int Retries, FeelContext Headers) : ProcessEvent;

[ProcessEvent("job_completed")]
public sealed record JobCompleted(Guid Job) : ProcessEvent;

[ProcessEvent("job_canceled")]
public sealed record JobCanceled(Guid Job) : ProcessEvent;

/// <summary>An attempt failed; with <paramref name="RetriesLeft"/> zero an incident follows.</summary>
[ProcessEvent("job_failed")]
public sealed record JobFailed(Guid Job, string ErrorMessage, int RetriesLeft) : ProcessEvent;

/// <summary>A timer runs for an element: an intermediate event, or an event beside <paramref name="Instance"/>.</summary>
/// <param name="Remaining">How often it will be scheduled again after this; null is without end. Zero for a single timer.</param>
/// <param name="Interval">ISO 8601 duration between two runs, null for a single timer.</param>
[ProcessEvent("timer_scheduled")]
public sealed record TimerScheduled(Guid Timer, string ElementId, Guid Instance, DateTimeOffset DueAt, int? Remaining, string? Interval) : ProcessEvent;

[ProcessEvent("timer_fired")]
public sealed record TimerFired(Guid Timer) : ProcessEvent;

[ProcessEvent("timer_canceled")]
public sealed record TimerCanceled(Guid Timer) : ProcessEvent;

/// <summary>An element waits for a message: an intermediate event, or an event beside <paramref name="Instance"/>.</summary>
[ProcessEvent("message_subscribed")]
public sealed record MessageSubscribed(Guid Subscription, string ElementId, Guid Instance, string Name, string? CorrelationKey) : ProcessEvent;

[ProcessEvent("message_received")]
public sealed record MessageReceived(Guid Subscription) : ProcessEvent;

[ProcessEvent("message_unsubscribed")]
public sealed record MessageUnsubscribed(Guid Subscription) : ProcessEvent;

/// <summary>A decision was evaluated for a business rule task.</summary>
/// <param name="MatchedRules">Rules that matched as <c>decision/rule</c>, in order.</param>
[ProcessEvent("decision_evaluated")]
public sealed record DecisionEvaluated(Guid Instance, string ElementId, string DecisionId, FeelValue Output, ImmutableArray<string> MatchedRules) : ProcessEvent
{
    public bool Equals(DecisionEvaluated? other) =>
        other is not null && (Instance, ElementId, DecisionId, Output) == (other.Instance, other.ElementId, other.DecisionId, other.Output)
        && MatchedRules.SequenceEqual(other.MatchedRules);

    public override int GetHashCode() => HashCode.Combine(Instance, DecisionId);
}

/// <summary>A business error was thrown by an error end event or a job (BPMN 2.0.2, clause 10.5.5).</summary>
[ProcessEvent("error_thrown")]
public sealed record ErrorThrown(Guid Instance, string ElementId, string Code, string Message) : ProcessEvent;

/// <summary>A fault of model or data stopped the process here; it waits for <see cref="Trigger.ResolveIncident"/>.</summary>
/// <param name="Code">Stable code: a constant of <see cref="IncidentCodes"/>.</param>
/// <param name="Retry">What is tried again when the incident is resolved.</param>
[ProcessEvent("incident_raised")]
public sealed record IncidentRaised(Guid Incident, string ElementId, Guid Instance, string Code, string Message, IncidentRetry Retry) : ProcessEvent;

/// <summary>The incident is no longer open: resolved by someone, or gone with its element.</summary>
[ProcessEvent("incident_resolved")]
public sealed record IncidentResolved(Guid Incident, string? By) : ProcessEvent;

/// <summary>
/// The step that an incident stopped: beginning an element, working on its job, a join that can never be complete, an event sub-process
/// that cannot wait for its event, or a multi-instance activity that does not know whether it is done.
/// </summary>
public enum IncidentRetry { Enter, Job, Join, Subscribe, Loop }

/// <summary>Stable codes of incidents.</summary>
public static class IncidentCodes
{
    public const string NoFlowChosen = "workflow.no-flow-chosen";
    public const string ExpressionFailed = "workflow.expression-failed";
    public const string CorrelationKeyUnresolved = "workflow.correlation-key-unresolved";
    public const string DecisionFailed = "workflow.decision-failed";
    public const string JobOutOfRetries = "workflow.job-out-of-retries";
    public const string ErrorNotCaught = "workflow.error-not-caught";
    public const string TooManySteps = "workflow.too-many-steps";
    public const string JoinStuck = "workflow.join-stuck";
    public const string ProcessUnknown = "workflow.process-unknown";
}
