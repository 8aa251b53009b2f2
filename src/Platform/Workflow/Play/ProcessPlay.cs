using System.Collections.Immutable;
using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions;

namespace Verwaltung.Workflow;

/// <summary>
/// Runs a process in memory on a virtual clock and does all the work itself: tasks, then jobs, then messages and signals are completed with the
/// given values or none; a message that interrupts comes only when it is asked for; when nothing else is open, the clock moves to the next timer. It
/// stops at the end, at an incident that
/// leaves nothing else to do, or when everything left is to be left open.
/// </summary>
public sealed class ProcessPlay
{
    private const string Origin = "play";

    private readonly ProcessDefinition _definition;
    private readonly IDecisions _decisions;
    private readonly PlayOptions _options;
    private readonly ImmutableArray<TranscriptEntry>.Builder _entries = ImmutableArray.CreateBuilder<TranscriptEntry>();
    private readonly Dictionary<string, int> _done = [];
    private readonly Dictionary<Guid, DateTimeOffset> _ready = [];
    private ProcessState _state = ProcessState.Initial;
    private DateTimeOffset _now;
    private int _ids;

    private ProcessPlay(ProcessDefinition definition, IDecisions decisions, DateTimeOffset start, PlayOptions options) =>
        (_definition, _decisions, _now, _options) = (definition, decisions, start, options);

    /// <param name="definition">A process without errors among its findings.</param>
    /// <param name="variables">The case data with which it starts.</param>
    /// <param name="start">Where the clock begins.</param>
    /// <exception cref="ProcessRefusal">The process has no start event, or none of the id asked for.</exception>
    public static Transcript Run(
        ProcessDefinition definition, IDecisions decisions, FeelContext variables, DateTimeOffset start, PlayOptions? options = null) =>
        new ProcessPlay(definition, decisions, start, options ?? new PlayOptions()).Run(variables);

    private Transcript Run(FeelContext variables)
    {
        Do(new Trigger.Start(StartId(), variables, Origin));
        var triggers = 1;
        for (; triggers < _options.MaxTriggers && Next() is { } next; triggers++) Do(next);
        return new Transcript(_definition.Id, _entries.ToImmutable(), _state, Outcome(triggers));
    }

    private string? StartId() => _options.StartEventId
        ?? (_definition.StartEvents.FirstOrDefault(start => start.Trigger is EventTrigger.None) ?? _definition.StartEvents.FirstOrDefault())?.Id;

    private void Do(Trigger trigger)
    {
        var at = TimeZoneInfo.ConvertTime(_now, _options.Zone);
        foreach (
            var e in ProcessEngine.Decide(_definition, _decisions, _state, trigger, new EngineContext(_now, _options.Zone, NextId, null, _options.Functions)))
        {
            if (e is not (FlowTaken or ElementCompleted)) _entries.Add(Narration.Tell(_definition, _state, e, at));
            _state = ProcessEngine.Evolve(_state, e);
        }
    }

    private Trigger? Next() => _state.Status != ProcessStatus.Active ? null : NextWork() ?? Later();

    private Trigger? NextWork() => (Trigger?)NextComing() ?? (Trigger?)NextTask() ?? (Trigger?)NextJob() ?? (Trigger?)NextMessage() ?? NextSignal();

    private Trigger.DeliverMessage? NextComing() => _state.OpenSubscriptions.Values
        .FirstOrDefault(
            open => !_done.ContainsKey(open.ElementId) && _options.During.TryGetValue(open.ElementId, out var element) && IsRunning(element)) is { } coming
            ? new Trigger.DeliverMessage(coming.Name, coming.CorrelationKey, Values(coming.ElementId), Origin)
            : null;

    private bool IsRunning(string element) => _state.Instances.Values.Any(instance => instance.ElementId == element);

    private Trigger.CompleteTask? NextTask() => First(_state.OpenTasks.Values, task => task.Task, task => task.ElementId) is { } task
        ? new Trigger.CompleteTask(task.Task, Values(task.ElementId), Origin)
        : null;

    private Trigger.CompleteJob? NextJob() => First(_state.OpenJobs.Values, job => job.Job, job => job.ElementId) is { } job
        ? new Trigger.CompleteJob(job.Job, Values(job.ElementId), Origin)
        : null;

    /// <summary>Only messages that the process must have to go on: those beside it would interrupt what goes on without them.</summary>
    private Trigger.DeliverMessage? NextMessage() =>
        First(_state.OpenSubscriptions.Values.Where(open => IsInTheWay(open.ElementId)), open => open.Instance, open => open.ElementId) is { } open
            ? new Trigger.DeliverMessage(open.Name, open.CorrelationKey, Values(open.ElementId), Origin)
            : null;

    private Trigger.BroadcastSignal? NextSignal() =>
        First(_state.OpenSignals.Values.Where(open => IsInTheWay(open.ElementId)), open => open.Instance, open => open.ElementId) is { } open
            ? new Trigger.BroadcastSignal(open.Name, Values(open.ElementId), Origin)
            : null;

    private bool IsInTheWay(string element) => _definition.Elements[element] is IntermediateCatchEvent or ReceiveTask;

    /// <summary>Moves the clock to the next timer, or to the work that is done late, whichever is earlier.</summary>
    private Trigger? Later()
    {
        var timer = _state.OpenTimers.Values.OrderBy(timer => timer.DueAt).ThenBy(timer => timer.Timer).FirstOrDefault();
        var late = _ready.Where(work => _state.Instances.ContainsKey(work.Key)).Select(work => (DateTimeOffset?)work.Value).Min();
        if (late < (timer?.DueAt ?? DateTimeOffset.MaxValue))
        {
            _now = late.Value;
            return NextWork();
        }

        if (timer is null) return null;
        if (timer.DueAt > _now) _now = timer.DueAt;
        return new Trigger.FireTimer(timer.Timer);
    }

    private T? First<T>(IEnumerable<T> open, Func<T, Guid> instance, Func<T, string> element) where T : class => open
        .Where(item => !_options.Leave.Contains(element(item)) && IsReady(instance(item), element(item)))
        .MinBy(item => _state.Instances[instance(item)].Number);

    private bool IsReady(Guid instance, string element)
    {
        if (!_options.Delays.TryGetValue(element, out var delay)) return true;
        if (!_ready.TryGetValue(instance, out var at)) _ready[instance] = at = _now + delay;
        return at <= _now;
    }

    private FeelContext Values(string elementId)
    {
        var time = _done[elementId] = _done.GetValueOrDefault(elementId) + 1;
        return _options.Values.GetValueOrDefault(elementId, []) is { IsEmpty: false } values ? values[Math.Min(time, values.Length) - 1] : FeelContext.Empty;
    }

    private string Outcome(int triggers) => _state switch
    {
        { Status: ProcessStatus.Completed } => "completed",
        { Status: ProcessStatus.Terminated } => "terminated",
        _ when triggers >= _options.MaxTriggers => "stopped",
        { Incidents.IsEmpty: false } => "incident",
        _ => "waiting",
    };

    /// <summary>Ids count up, so that the same play always gives the same transcript.</summary>
    private Guid NextId() => new(++_ids, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}

/// <summary>How a process is played.</summary>
public sealed record PlayOptions
{
    /// <summary>The start event; null for the none start event or else the first one.</summary>
    public string? StartEventId { get; init; }

    /// <summary>
    /// Values with which tasks, jobs and messages of an element are completed, by element id: the first time, the second, the last ones from then on.
    /// </summary>
    public ImmutableDictionary<string, ImmutableArray<FeelContext>> Values { get; init; } = ImmutableDictionary<string, ImmutableArray<FeelContext>>.Empty;

    /// <summary>Message events at a border or of an event sub-process that come, each once, while an element runs: their ids and that element's.</summary>
    public ImmutableDictionary<string, string> During { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Elements whose tasks, jobs and messages are left open, so that their timers run out.</summary>
    public ImmutableHashSet<string> Leave { get; init; } = [];

    /// <summary>How long after it began to wait an element's task, job or message is done, by element id; the others are done at once.</summary>
    public ImmutableDictionary<string, TimeSpan> Delays { get; init; } = ImmutableDictionary<string, TimeSpan>.Empty;

    /// <summary>The zone of the play, Europe/Berlin unless set.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>Functions of FEEL beyond the built-in ones.</summary>
    public IReadOnlyDictionary<string, FeelFunction>? Functions { get; init; }

    /// <summary>Triggers after which the play stops: a loop with a timer in it would go on for ever.</summary>
    public int MaxTriggers { get; init; } = 1000;
}
