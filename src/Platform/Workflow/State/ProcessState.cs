using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

public enum ProcessStatus { NotStarted, Active, Completed, Terminated }

/// <summary>
/// Where a process stands: a fold of its events, immutable. It holds what is open, not what is over, so it does not grow with
/// the number of elements that were passed.
/// </summary>
public sealed record ProcessState
{
    /// <summary>The scope of the process itself, whose values are the case data.</summary>
    public static readonly Guid RootScope = Guid.Empty;

    public static ProcessState Initial { get; } = new();

    public ProcessStatus Status { get; init; } = ProcessStatus.NotStarted;

    public string? ProcessId { get; init; }

    /// <summary>The case data.</summary>
    public FeelContext Values { get; init; } = FeelContext.Empty;

    /// <summary>How each value of the case data came about, by the path it was set at.</summary>
    public ImmutableDictionary<string, ValueSet> ValueOrigins { get; init; } = ImmutableDictionary<string, ValueSet>.Empty;

    public ImmutableDictionary<Guid, UserTaskCreated> OpenTasks { get; init; } = ImmutableDictionary<Guid, UserTaskCreated>.Empty;

    public ImmutableDictionary<Guid, JobCreated> OpenJobs { get; init; } = ImmutableDictionary<Guid, JobCreated>.Empty;

    public ImmutableDictionary<Guid, TimerScheduled> OpenTimers { get; init; } = ImmutableDictionary<Guid, TimerScheduled>.Empty;

    public ImmutableDictionary<Guid, MessageSubscribed> OpenSubscriptions { get; init; } = ImmutableDictionary<Guid, MessageSubscribed>.Empty;

    public ImmutableDictionary<Guid, SignalSubscribed> OpenSignals { get; init; } = ImmutableDictionary<Guid, SignalSubscribed>.Empty;

    public ImmutableDictionary<Guid, IncidentRaised> Incidents { get; init; } = ImmutableDictionary<Guid, IncidentRaised>.Empty;

    /// <summary>Elements that run, by instance.</summary>
    public ImmutableDictionary<Guid, ElementInstance> Instances { get; init; } = ImmutableDictionary<Guid, ElementInstance>.Empty;

    /// <summary>Tokens on sequence flows: under way, or waiting at a join.</summary>
    public ImmutableDictionary<FlowToken, int> Tokens { get; init; } = ImmutableDictionary<FlowToken, int>.Empty;

    /// <summary>Called processes that run, by the instance of their call activity.</summary>
    public ImmutableDictionary<Guid, Call> Calls { get; init; } = ImmutableDictionary<Guid, Call>.Empty;

    /// <summary>Multi-instance activities that run, by instance; their runs are instances with that one as scope.</summary>
    public ImmutableDictionary<Guid, Loop> Loops { get; init; } = ImmutableDictionary<Guid, Loop>.Empty;

    /// <summary>Completed activities that can be undone, in the order in which they were completed.</summary>
    public ImmutableList<Compensable> Compensables { get; init; } = [];

    /// <summary>Elements that undo others, by instance.</summary>
    public ImmutableDictionary<Guid, Compensation> Compensations { get; init; } = ImmutableDictionary<Guid, Compensation>.Empty;

    /// <summary>Own values of scopes below the root.</summary>
    internal ImmutableDictionary<Guid, FeelContext> Locals { get; init; } = ImmutableDictionary<Guid, FeelContext>.Empty;

    /// <summary>How many elements have begun so far; numbers the instances.</summary>
    internal int Activations { get; init; }

    /// <summary>
    /// What an element, task, job or scope sees: the case data, unless a called process does not see them, hidden by the own values of the scopes
    /// around it and its own.
    /// </summary>
    public FeelContext VisibleTo(Guid scope)
    {
        if (scope == RootScope) return Values;
        var isolated = Calls.TryGetValue(scope, out var call) && !call.SeesAll;
        var outer = isolated ? FeelContext.Empty : VisibleTo(Instances.TryGetValue(scope, out var instance) ? instance.Scope : RootScope);
        return Locals.TryGetValue(scope, out var own) ? outer.With(own) : outer;
    }

    /// <summary>How the value at a path of the case data came about: of the path itself, else of the nearest path above it; null where unknown.</summary>
    public ValueSet? OriginOf(string path)
    {
        for (var at = path; ; at = at[..at.LastIndexOf('.')])
        {
            if (ValueOrigins.TryGetValue(at, out var origin)) return origin;
            if (!at.Contains('.', StringComparison.Ordinal)) return null;
        }
    }
}

/// <summary>One run of an element. <paramref name="Number"/> counts activations: the order in which things began.</summary>
public sealed record ElementInstance(Guid Id, string ElementId, Guid Scope, int Number);

/// <summary>The place of tokens: a sequence flow in one scope's instance.</summary>
public readonly record struct FlowToken(Guid Scope, string FlowId);
