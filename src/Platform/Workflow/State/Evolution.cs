namespace Verwaltung.Workflow;

/// <summary>The appliers' table of contents: one for each event, and nothing else changes a state.</summary>
internal static class Evolution
{
    internal static ProcessState Apply(ProcessState state, ProcessEvent e) => e switch
    {
        // the process
        ProcessStarted started => state with { Status = ProcessStatus.Active, ProcessId = started.ProcessId },
        ProcessCompleted => ElementAppliers.Close(state) with { Status = ProcessStatus.Completed },
        ProcessTerminated => ElementAppliers.Close(state) with { Status = ProcessStatus.Terminated },

        // tokens and elements
        FlowTaken taken => ElementAppliers.Apply(state, taken),
        ElementActivated activated => ElementAppliers.Apply(state, activated),
        ElementCompleted completed => ElementAppliers.Remove(state, completed.Instance),
        ElementTerminated terminated => ElementAppliers.Remove(state, terminated.Instance),

        // scopes
        ScopeInterrupted interrupted => ScopeAppliers.Apply(state, interrupted),
        ProcessCalled called => ScopeAppliers.Apply(state, called),
        LoopStarted loop => ScopeAppliers.Apply(state, loop),
        LoopItemCompleted item => ScopeAppliers.Apply(state, item),

        // values
        ValuesSet set => ValueAppliers.Apply(state, set),
        DecisionEvaluated or ErrorThrown or EscalationThrown or SignalThrown => state,

        // work that is open
        UserTaskCreated task => state with { OpenTasks = state.OpenTasks.SetItem(task.Task, task) },
        UserTaskCompleted task => state with { OpenTasks = state.OpenTasks.Remove(task.Task) },
        UserTaskCanceled task => state with { OpenTasks = state.OpenTasks.Remove(task.Task) },
        JobCreated job => state with { OpenJobs = state.OpenJobs.SetItem(job.Job, job) },
        JobCompleted job => state with { OpenJobs = state.OpenJobs.Remove(job.Job) },
        JobCanceled job => state with { OpenJobs = state.OpenJobs.Remove(job.Job) },
        JobFailed job => state with { OpenJobs = state.OpenJobs.SetItem(job.Job, state.OpenJobs[job.Job] with { Retries = job.RetriesLeft }) },

        // what is waited for
        TimerScheduled timer => state with { OpenTimers = state.OpenTimers.SetItem(timer.Timer, timer) },
        TimerFired timer => state with { OpenTimers = state.OpenTimers.Remove(timer.Timer) },
        TimerCanceled timer => state with { OpenTimers = state.OpenTimers.Remove(timer.Timer) },
        MessageSubscribed message => state with { OpenSubscriptions = state.OpenSubscriptions.SetItem(message.Subscription, message) },
        MessageReceived message => state with { OpenSubscriptions = state.OpenSubscriptions.Remove(message.Subscription) },
        MessageUnsubscribed message => state with { OpenSubscriptions = state.OpenSubscriptions.Remove(message.Subscription) },

        SignalSubscribed signal => state with { OpenSignals = state.OpenSignals.SetItem(signal.Subscription, signal) },
        SignalReceived signal => state with { OpenSignals = state.OpenSignals.Remove(signal.Subscription) },
        SignalUnsubscribed signal => state with { OpenSignals = state.OpenSignals.Remove(signal.Subscription) },

        // compensation
        CompensationOffered offered => CompensationAppliers.Apply(state, offered),
        CompensationStarted started => CompensationAppliers.Apply(state, started),
        CompensationHandlerStarted started => CompensationAppliers.Apply(state, started),

        // incidents
        IncidentRaised incident => state with { Incidents = state.Incidents.SetItem(incident.Incident, incident) },
        IncidentResolved incident => state with { Incidents = state.Incidents.Remove(incident.Incident) },

        _ => throw new InvalidOperationException($"Expected an event of a process but found {e.GetType().Name}."),
    };
}
