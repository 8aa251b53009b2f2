namespace Verwaltung.Workflow;

/// <summary>What an event waits for or does (BPMN 2.0.2, clause 10.5.5): a closed set, the rest is <see cref="UnsupportedTrigger"/>.</summary>
public abstract record EventTrigger
{
    private EventTrigger() { }

    /// <summary>No event definition: a none start or none end event.</summary>
    public sealed record None : EventTrigger;

    /// <summary>A timer: exactly one of date, duration or cycle.</summary>
    public sealed record Timer(TimerKind Kind, Expression Value) : EventTrigger;

    /// <summary>A message by name. <paramref name="CorrelationKey"/> tells it from others of that name; without one any message of the name fits.</summary>
    public sealed record Message(Expression? Name, Expression? CorrelationKey) : EventTrigger;

    /// <summary>An error by its code; without code a boundary event catches every error.</summary>
    public sealed record Error(Expression? Code) : EventTrigger;

    /// <summary>Ends everything else in its scope.</summary>
    public sealed record Terminate : EventTrigger;

    /// <summary>An event definition that the engine does not run, by its name in the file.</summary>
    public sealed record UnsupportedTrigger(string Type, string Reason) : EventTrigger;
}

/// <summary>How a timer tells its time: a date, a time span from now, or a repetition such as <c>R3/PT1H</c>.</summary>
public enum TimerKind { Date, Duration, Cycle }

/// <summary>A start event (clause 10.5.2): of the process or, with no trigger, of an embedded sub-process.</summary>
public sealed record StartEvent(EventTrigger Trigger) : FlowNode;

/// <summary>An end event (clause 10.5.3).</summary>
public sealed record EndEvent(EventTrigger Trigger) : FlowNode;

/// <summary>An event in the flow that waits (clause 10.5.4).</summary>
public sealed record IntermediateCatchEvent(EventTrigger Trigger) : FlowNode;

/// <summary>An event on the border of an activity (clause 10.5.4). An interrupting one ends the activity.</summary>
public sealed record BoundaryEvent(EventTrigger Trigger, string AttachedTo, bool Interrupting) : FlowNode;
