using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>
/// What happened in a process: a closed set of small records, each an event of the case's stream. <see cref="ProcessEngine.Evolve"/>
/// alone turns them into state. <c>Instance</c> is the id of one run of an element; tasks and jobs have the id of their instance.
/// A <c>Scope</c> is the instance that holds others (a sub-process, a called process, the runs of a multi-instance activity), or
/// <see cref="ProcessState.RootScope"/> for the process itself.
/// </summary>
public abstract record ProcessEvent
{
    private protected ProcessEvent() { }

    /// <summary>All of them by the wire name that each says of itself (<see cref="ProcessEventAttribute"/>).</summary>
    public static FrozenDictionary<string, Type> Types { get; } = typeof(ProcessEvent).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(ProcessEvent)))
        .ToFrozenDictionary(type => type.GetCustomAttribute<ProcessEventAttribute>()?.Name
            ?? throw new InvalidOperationException($"Expected {type} to say its wire name by [ProcessEvent]."));
}

[ProcessEvent("process_started")]
public sealed record ProcessStarted(string ProcessId) : ProcessEvent;

/// <summary>The process came to its end; its case data stay readable.</summary>
[ProcessEvent("process_completed")]
public sealed record ProcessCompleted : ProcessEvent;

/// <summary>The process was ended from outside.</summary>
[ProcessEvent("process_terminated")]
public sealed record ProcessTerminated(string Reason, string? By) : ProcessEvent;

/// <summary>A token is on a sequence flow. It is taken off by the <see cref="ElementActivated"/> that names the flow.</summary>
[ProcessEvent("flow_taken")]
public sealed record FlowTaken(string FlowId, Guid Scope) : ProcessEvent;

/// <summary>An element begins. <paramref name="Arrived"/> are the flows whose token it takes: one, at a join one of each, none at a start.</summary>
[ProcessEvent("element_activated")]
public sealed record ElementActivated(Guid Instance, string ElementId, Guid Scope, ImmutableArray<string> Arrived) : ProcessEvent
{
    public bool Equals(ElementActivated? other) =>
        other is not null && (Instance, ElementId, Scope) == (other.Instance, other.ElementId, other.Scope) && Arrived.SequenceEqual(other.Arrived);

    public override int GetHashCode() => HashCode.Combine(Instance, ElementId, Scope);
}

/// <summary>An element ended in the ordinary way.</summary>
[ProcessEvent("element_completed")]
public sealed record ElementCompleted(Guid Instance, string ElementId) : ProcessEvent;

/// <summary>An element was ended from outside: by an interrupting event, an error, a terminate end event or a cancellation.</summary>
[ProcessEvent("element_terminated")]
public sealed record ElementTerminated(Guid Instance, string ElementId) : ProcessEvent;

/// <summary>The only way in which a value enters: set in a scope, the later of one path wins.</summary>
[ProcessEvent("values_set")]
public sealed record ValuesSet(Guid Scope, ImmutableArray<ValueSet> Values) : ProcessEvent
{
    public bool Equals(ValuesSet? other) => other is not null && Scope == other.Scope && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Scope, Values.Length);
}

/// <summary>One value with where it came from. Values are plain: dates and times are ISO 8601 texts.</summary>
/// <param name="Path">Names joined by dots, for example <c>applicant.address.street</c>.</param>
/// <param name="Origin">As the trigger said; <c>derived:PATH</c> for a mapping, <c>script:ELEMENT</c>, <c>decision:DECISION</c>, <c>model</c> for a
/// constant.</param>
public sealed record ValueSet(string Path, FeelValue Value, string Origin, string? By, DateTimeOffset At);
