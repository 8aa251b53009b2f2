using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>
/// What may happen to a process from outside: a closed set. What does not fit the state is refused with <see cref="ProcessRefusal"/>.
/// Values carry an origin (who or what they come from); <c>Origins</c> names it per path where it differs, the longest path that fits wins.
/// </summary>
public abstract record Trigger
{
    private Trigger() { }

    /// <summary>Starts the process at that start event, or at its none start event.</summary>
    public sealed record Start(string? StartEventId, FeelContext Values, string Origin) : Trigger
    {
        public ImmutableDictionary<string, string>? Origins { get; init; }
    }

    /// <summary>A person has done a user task. Values are merged into the case data field by field.</summary>
    public sealed record CompleteTask(Guid Task, FeelContext Values, string Origin) : Trigger
    {
        public ImmutableDictionary<string, string>? Origins { get; init; }
    }

    /// <summary>A job is done. Its top-level values replace those of the same name.</summary>
    public sealed record CompleteJob(Guid Job, FeelContext Values, string Origin) : Trigger;

    /// <summary>An attempt at a job failed. One retry is used up, or <paramref name="RetriesLeft"/> remain; with none left an incident is raised.</summary>
    public sealed record FailJob(Guid Job, string ErrorMessage, int? RetriesLeft = null) : Trigger;

    /// <summary>A job ended in a business error that the model may catch by its code.</summary>
    public sealed record ThrowJobError(Guid Job, string Code, string Message) : Trigger;

    /// <summary>A timer is due.</summary>
    public sealed record FireTimer(Guid Timer) : Trigger;

    /// <summary>
    /// A message came in: for a waiting event, or, before the start, for a message start event. Null as key fits every subscription of the name.
    /// </summary>
    public sealed record DeliverMessage(string Name, string? CorrelationKey, FeelContext Values, string Origin) : Trigger;

    /// <summary>A signal came in, for everything that waits for it, or, before the start, for a signal start event. Nobody has to wait for it.</summary>
    public sealed record BroadcastSignal(string Name, FeelContext Values, string Origin) : Trigger;

    /// <summary>The cause of an incident was mended: the process goes on from where it stood.</summary>
    public sealed record ResolveIncident(Guid Incident) : Trigger;

    /// <summary>Case data changes while the process waits, for example to mend what an incident complains of. Values are merged field by field.</summary>
    public sealed record SetValues(FeelContext Values, string Origin) : Trigger
    {
        /// <summary>
        /// The element whose own values are set instead, for example that of an incident in a called process that does not see the case data.
        /// </summary>
        public Guid Scope { get; init; } = ProcessState.RootScope;

        public ImmutableDictionary<string, string>? Origins { get; init; }
    }

    /// <summary>Ends the process at once.</summary>
    public sealed record Cancel(string Reason) : Trigger;
}

/// <summary>
/// A trigger that does not fit the state of the process: a refusal that the caller expects, nothing was changed.
/// </summary>
/// <param name="code">Stable code: one of the constants of this class.</param>
public sealed class ProcessRefusal(string code, string message) : Exception(message)
{
    public const string AlreadyStarted = "process.already-started";
    public const string NotRunning = "process.not-running";
    public const string StartUnknown = "process.start-unknown";
    public const string TaskUnknown = "process.task-unknown";
    public const string JobUnknown = "process.job-unknown";
    public const string TimerUnknown = "process.timer-unknown";
    public const string MessageNotExpected = "process.message-not-expected";
    public const string IncidentUnknown = "process.incident-unknown";
    public const string ScopeUnknown = "process.scope-unknown";

    public string Code { get; } = code;
}
