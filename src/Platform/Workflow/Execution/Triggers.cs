using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>What each trigger does first, before the loop goes on from there; and what is refused.</summary>
internal static class Triggers
{
    internal static void Handle(Turn turn, Trigger trigger)
    {
        switch (turn.State.Status, trigger)
        {
            case (ProcessStatus.NotStarted, Trigger.Start start):
                Start(
                turn, StartFor(turn, start), Incoming.Fields(start.Values, start.Origin, start.Origins)); break;
            case (ProcessStatus.NotStarted, Trigger.DeliverMessage message):
                Start(
                turn, StartFor(turn, message), Incoming.Whole(message.Values, message.Origin)); break;
            case (ProcessStatus.NotStarted, Trigger.BroadcastSignal signal):
                Start(
                turn, StartFor(turn, signal), Incoming.Whole(signal.Values, signal.Origin)); break;
            case (ProcessStatus.NotStarted, _): throw new ProcessRefusal(ProcessRefusal.NotRunning, "The process has not been started.");
            case (ProcessStatus.Active, Trigger.Start): throw new ProcessRefusal(ProcessRefusal.AlreadyStarted, "The process has already been started.");
            case (ProcessStatus.Active, _): HandleActive(turn, trigger); break;
            default: throw new ProcessRefusal(ProcessRefusal.NotRunning, "The process is over.");
        }
    }

    private static void HandleActive(Turn turn, Trigger trigger)
    {
        switch (trigger)
        {
            case Trigger.CompleteTask complete: CompleteTask(turn, complete); break;
            case Trigger.CompleteJob complete: CompleteJob(turn, complete); break;
            case Trigger.FailJob fail: FailJob(turn, fail); break;
            case Trigger.ThrowJobError error: ThrowJobError(turn, error); break;
            case Trigger.FireTimer fire: FireTimer(turn, fire); break;
            case Trigger.DeliverMessage message: DeliverMessage(turn, message); break;
            case Trigger.BroadcastSignal signal: Signals.Broadcast(turn, signal.Name, Incoming.Whole(signal.Values, signal.Origin)); break;
            case Trigger.ResolveIncident resolve: ResolveIncident(turn, resolve); break;
            case Trigger.SetValues set: SetValues(turn, set); break;
            case Trigger.Cancel cancel: Cancel(turn, cancel); break;
            default: throw new InvalidOperationException($"Expected a trigger but found {trigger.GetType().Name}.");
        }
    }

    /// <summary>Values become case data before anything runs; only a start event with outputs picks from those of its message or signal first.</summary>
    private static void Start(Turn turn, StartEvent start, Incoming values)
    {
        turn.Emit(new ProcessStarted(turn.Definition.Id));
        if (start is not { Trigger: EventTrigger.Message or EventTrigger.Signal, Outputs.IsEmpty: false })
        {
            Mappings.DeliverTo(turn, ProcessState.RootScope, values);
            Scopes.Begin(turn, ProcessState.RootScope, start);
            return;
        }

        Handlers.Open(turn, ProcessState.RootScope);
        var instance = turn.Context.NextId();
        turn.Emit(new ElementActivated(instance, start.Id, ProcessState.RootScope, []));
        Lifecycle.Finish(turn, instance, values);
    }

    private static StartEvent StartFor(Turn turn, Trigger.Start trigger) => (trigger.StartEventId is { } id
            ? turn.Definition.StartEvents.FirstOrDefault(start => start.Id == id)
            : turn.Definition.StartEvents.FirstOrDefault(start => start.Trigger is EventTrigger.None))
        ?? throw new ProcessRefusal(ProcessRefusal.StartUnknown, trigger.StartEventId is { } wanted
            ? $"Process '{turn.Definition.Id}' has no start event '{wanted}'."
            : $"Process '{turn.Definition.Id}' has no none start event: say at which one to start.");

    private static StartEvent StartFor(Turn turn, Trigger.DeliverMessage message) =>
        StartNamed(turn, message.Name, trigger => (trigger as EventTrigger.Message)?.Name)
        ?? throw new ProcessRefusal(ProcessRefusal.MessageNotExpected, $"No message start event of process '{turn.Definition.Id}' waits for '{message.Name}'.");

    private static StartEvent StartFor(Turn turn, Trigger.BroadcastSignal signal) =>
        StartNamed(turn, signal.Name, trigger => (trigger as EventTrigger.Signal)?.Name)
        ?? throw new ProcessRefusal(ProcessRefusal.StartUnknown, $"No signal start event of process '{turn.Definition.Id}' waits for '{signal.Name}'.");

    private static StartEvent? StartNamed(Turn turn, string name, Func<EventTrigger, Expression?> nameOf)
    {
        var frame = new Frame(turn, ProcessState.RootScope);
        return turn.Definition.StartEvents.FirstOrDefault(
            start => nameOf(start.Trigger) is { } own && frame.Evaluate(own) is FeelString text && text.Value == name);
    }

    private static void CompleteTask(Turn turn, Trigger.CompleteTask complete)
    {
        if (!turn.State.OpenTasks.ContainsKey(complete.Task)) throw new ProcessRefusal(ProcessRefusal.TaskUnknown, $"No task {complete.Task} is open.");
        turn.Emit(new UserTaskCompleted(complete.Task, turn.Context.By));
        Lifecycle.Finish(turn, complete.Task, Incoming.Fields(complete.Values, complete.Origin, complete.Origins));
    }

    private static void CompleteJob(Turn turn, Trigger.CompleteJob complete)
    {
        Job(turn, complete.Job);
        turn.Emit(new JobCompleted(complete.Job));
        Lifecycle.Finish(turn, complete.Job, Incoming.Whole(complete.Values, complete.Origin));
    }

    private static void FailJob(Turn turn, Trigger.FailJob fail)
    {
        var job = Job(turn, fail.Job);
        var left = Math.Max(0, fail.RetriesLeft ?? job.Retries - 1);
        turn.Emit(new JobFailed(job.Job, fail.ErrorMessage, left));
        if (left == 0 && !HasIncident(turn, job)) Incidents.Raise(turn, job.ElementId, job.Job, IncidentRetry.Job, new Fault(
            IncidentCodes.JobOutOfRetries, $"Job '{job.Type}' failed and no retries are left: {fail.ErrorMessage}"));
    }

    private static void ThrowJobError(Turn turn, Trigger.ThrowJobError error)
    {
        var job = Job(turn, error.Job);
        var fault = turn.Attempt(() => Errors.Throw(turn, job.Job, error.Code, error.Message));
        if (fault is not null && !HasIncident(turn, job)) Incidents.Raise(turn, job.ElementId, job.Job, IncidentRetry.Job, fault);
    }

    private static bool HasIncident(Turn turn, JobCreated job) => turn.State.Incidents.Values.Any(open => open.Instance == job.Job);

    private static JobCreated Job(Turn turn, Guid id) => turn.State.OpenJobs.TryGetValue(id, out var job)
        ? job
        : throw new ProcessRefusal(ProcessRefusal.JobUnknown, $"No job {id} is open.");

    private static void FireTimer(Turn turn, Trigger.FireTimer fire) => Races.Fire(turn, turn.State.OpenTimers.TryGetValue(fire.Timer, out var timer)
        ? timer
        : throw new ProcessRefusal(ProcessRefusal.TimerUnknown, $"No timer {fire.Timer} runs."));

    /// <summary>One message goes to one event: the one whose element began first.</summary>
    private static void DeliverMessage(Turn turn, Trigger.DeliverMessage message)
    {
        var waiting = turn.State.OpenSubscriptions.Values
            .Where(
                open => open.Name == message.Name
                    && (open.CorrelationKey is null || message.CorrelationKey is null || open.CorrelationKey == message.CorrelationKey))
            .OrderBy(open => turn.NumberOf(open.Instance)).ThenBy(open => open.ElementId, StringComparer.Ordinal)
            .FirstOrDefault() ?? throw new ProcessRefusal(ProcessRefusal.MessageNotExpected, $"Nothing waits for message '{message.Name}' with that key.");
        Races.Receive(turn, waiting, Incoming.Whole(message.Values, message.Origin));
    }

    private static void ResolveIncident(Turn turn, Trigger.ResolveIncident resolve) =>
        Incidents.Resolve(turn, turn.State.Incidents.TryGetValue(resolve.Incident, out var incident)
            ? incident
            : throw new ProcessRefusal(ProcessRefusal.IncidentUnknown, $"No incident {resolve.Incident} is open."));

    private static void SetValues(Turn turn, Trigger.SetValues set)
    {
        if (set.Scope != ProcessState.RootScope && !turn.State.Instances.ContainsKey(set.Scope))
            throw new ProcessRefusal(ProcessRefusal.ScopeUnknown, $"No element {set.Scope} runs.");
        Mappings.DeliverTo(turn, set.Scope, Incoming.Fields(set.Values, set.Origin, set.Origins));
    }

    private static void Cancel(Turn turn, Trigger.Cancel cancel)
    {
        Scopes.TerminateAll(turn, ProcessState.RootScope);
        Races.Close(turn, ProcessState.RootScope);
        turn.Emit(new ProcessTerminated(cancel.Reason, turn.Context.By));
    }
}
