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

        // values
        ValuesSet set => ValueAppliers.Apply(state, set),
        DecisionEvaluated or ErrorThrown => state,

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

        // incidents
        IncidentRaised incident => state with { Incidents = state.Incidents.SetItem(incident.Incident, incident) },
        IncidentResolved incident => state with { Incidents = state.Incidents.Remove(incident.Incident) },

        _ => throw new InvalidOperationException($"Expected an event of a process but found {e.GetType().Name}."),
    };
}
