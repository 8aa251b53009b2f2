namespace Verwaltung.Workflow;

/// <summary>What an event waits for or does (BPMN 2.0.2, clause 10.5.5): a closed set, the rest is <see cref="UnsupportedTrigger"/>.</summary>
public abstract record EventTrigger
{
    private EventTrigger() { }

    /// <summary>No event definition: a none start, none throw or none end event.</summary>
    public sealed record None : EventTrigger;

    /// <summary>A timer: exactly one of date, duration or cycle.</summary>
    public sealed record Timer(TimerKind Kind, Expression Value) : EventTrigger;

    /// <summary>A message by name. <paramref name="CorrelationKey"/> tells it from others of that name; without one any message of the name fits.</summary>
    public sealed record Message(Expression? Name, Expression? CorrelationKey) : EventTrigger;

    /// <summary>A signal by name: thrown to everything in the process that waits for it.</summary>
    public sealed record Signal(Expression? Name) : EventTrigger;

    /// <summary>An error by its code; without code an event that catches takes every error.</summary>
    public sealed record Error(Expression? Code) : EventTrigger;

    /// <summary>An escalation by its code; without code an event that catches takes every escalation.</summary>
    public sealed record Escalation(Expression? Code) : EventTrigger;

    /// <summary>Thrown: undoes <paramref name="Activity"/>, or everything in the scope when null. On a border: names a handler.</summary>
    public sealed record Compensation(string? Activity) : EventTrigger;

    /// <summary>A jump from a throwing to the catching event of the same name and scope.</summary>
    public sealed record Link(string? Name) : EventTrigger;

    /// <summary>Ends everything else in its scope.</summary>
    public sealed record Terminate : EventTrigger;

    /// <summary>An event definition that the engine does not run, by its name in the file.</summary>
    public sealed record UnsupportedTrigger(string Type, string Reason) : EventTrigger;
}

/// <summary>How a timer tells its time: a date, a time span from now, or a repetition such as <c>R3/PT1H</c>.</summary>
public enum TimerKind { Date, Duration, Cycle }

/// <summary>A start event (clause 10.5.2): of the process, with no trigger of an embedded sub-process, or with one of an event sub-process.</summary>
public sealed record StartEvent(EventTrigger Trigger) : FlowNode
{
    /// <summary>Whether it begins an event sub-process, which waits beside its scope.</summary>
    public bool IsHandler { get; init; }

    /// <summary>Whether an event sub-process ends everything else in its scope when it begins.</summary>
    public bool Interrupting { get; init; } = true;
}

/// <summary>An end event (clause 10.5.3). <paramref name="Job"/> is the work of sending a message.</summary>
public sealed record EndEvent(EventTrigger Trigger, JobDefinition? Job = null) : FlowNode;

/// <summary>An event in the flow that waits (clause 10.5.4).</summary>
public sealed record IntermediateCatchEvent(EventTrigger Trigger) : FlowNode;

/// <summary>An event in the flow that does something (clause 10.5.4). <paramref name="Job"/> is the work of sending a message.</summary>
public sealed record IntermediateThrowEvent(EventTrigger Trigger, JobDefinition? Job = null) : FlowNode;

/// <summary>An event on the border of an activity (clause 10.5.4). An interrupting one ends the activity.</summary>
public sealed record BoundaryEvent(EventTrigger Trigger, string AttachedTo, bool Interrupting) : FlowNode;

internal static class NodeTriggers
{
    /// <summary>What the node waits for or does as an event; a receive task waits for its message like one. Null where it is none.</summary>
    internal static EventTrigger? Trigger(this FlowNode node) => node switch
    {
        StartEvent start => start.Trigger,
        EndEvent end => end.Trigger,
        IntermediateCatchEvent caught => caught.Trigger,
        IntermediateThrowEvent thrown => thrown.Trigger,
        BoundaryEvent boundary => boundary.Trigger,
        ReceiveTask receive => receive.Message,
        _ => null,
    };
}
