using System.Globalization;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Tells events in words, with elements by name instead of instances by id.</summary>
public static class Narration
{
    /// <param name="before">The state before the event: it knows whose instance, task or timer is meant.</param>
    public static TranscriptEntry Tell(ProcessDefinition definition, ProcessState before, ProcessEvent e, DateTimeOffset at)
    {
        var (kind, element, detail) = Tell(before, e);
        var name = element is not null && definition.Elements.TryGetValue(element, out var node) ? node.Label : element;
        return new(at, kind, element, string.Join(' ', new[] { name, detail }.Where(part => !string.IsNullOrEmpty(part))));
    }

    private static (string Kind, string? Element, string? Detail) Tell(ProcessState before, ProcessEvent e) => e switch
    {
        ProcessStarted started => ("process-started", null, started.ProcessId),
        ProcessCompleted => ("process-completed", null, null),
        ProcessTerminated ended => ("process-ended", null, ended.Reason),
        FlowTaken taken => ("flow", taken.FlowId, null),
        ElementActivated entered => ("entered", entered.ElementId, null),
        ElementCompleted left => ("left", left.ElementId, null),
        ElementTerminated ended => ("ended", ended.ElementId, null),
        ValuesSet set => ("values", null, string.Join(", ", set.Values.Select(value => $"{value.Path} = {value.Value} ({value.Origin})"))),
        DecisionEvaluated decided => ("decided", decided.ElementId, $"{decided.DecisionId} = {decided.Output}"),
        ErrorThrown error => ("error", error.ElementId, error.Code),
        IncidentRaised incident => ("incident", incident.ElementId, $"{incident.Code}: {incident.Message}"),
        IncidentResolved resolved => ("incident-resolved", before.Incidents[resolved.Incident].ElementId, null),
        _ => TellScope(before, e) ?? TellWork(before, e),
    };

    private static (string Kind, string? Element, string? Detail)? TellScope(ProcessState before, ProcessEvent e) => e switch
    {
        ScopeInterrupted interrupted => ("interrupted", interrupted.ElementId, null),
        ProcessCalled called => ("called", called.ElementId, called.ProcessId),
        LoopStarted loop => ("several-started", loop.ElementId, $"{((FeelList)loop.Items).Items.Length} times"),
        LoopItemCompleted item => ("one-of-several", before.Instances[item.Instance].ElementId, $"{item.Index + 1}"),
        EscalationThrown escalation => ("escalation", escalation.ElementId, escalation.Code),
        SignalThrown signal => ("signal", signal.ElementId, signal.Name),
        SignalSubscribed signal => ("signal-awaited", signal.ElementId, signal.Name),
        SignalReceived signal => ("signal-heard", before.OpenSignals[signal.Subscription].ElementId, null),
        SignalUnsubscribed signal => ("signal-canceled", before.OpenSignals[signal.Subscription].ElementId, null),
        CompensationOffered offered => ("can-be-undone", offered.ElementId, null),
        CompensationStarted started => ("undoing", before.Instances[started.Instance].ElementId, null),
        CompensationHandlerStarted started => ("undoes", before.Instances[started.Handler].ElementId, null),
        _ => null,
    };

    private static (string Kind, string? Element, string? Detail) TellWork(ProcessState before, ProcessEvent e) => e switch
    {
        UserTaskCreated task => ("task-opened", task.ElementId, task.Assignee ?? string.Join(", ", task.CandidateGroups)),
        UserTaskCompleted task => ("task-completed", before.OpenTasks[task.Task].ElementId, null),
        UserTaskCanceled task => ("task-canceled", before.OpenTasks[task.Task].ElementId, null),
        JobCreated job => ("job-opened", job.ElementId, job.Type),
        JobCompleted job => ("job-completed", before.OpenJobs[job.Job].ElementId, null),
        JobCanceled job => ("job-canceled", before.OpenJobs[job.Job].ElementId, null),
        JobFailed job => ("job-failed", before.OpenJobs[job.Job].ElementId, $"{job.RetriesLeft} left: {job.ErrorMessage}"),
        TimerScheduled timer => ("timer-set", timer.ElementId, timer.DueAt.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)),
        TimerFired timer => ("timer-fired", before.OpenTimers[timer.Timer].ElementId, null),
        TimerCanceled timer => ("timer-canceled", before.OpenTimers[timer.Timer].ElementId, null),
        MessageSubscribed message => ("message-awaited", message.ElementId, message.Name),
        MessageReceived message => ("message-received", before.OpenSubscriptions[message.Subscription].ElementId, null),
        MessageUnsubscribed message => ("message-canceled", before.OpenSubscriptions[message.Subscription].ElementId, null),
        _ => throw new InvalidOperationException($"Expected an event of a process but found {e.GetType().Name}."),
    };
}
