using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>An event sub-process has ended everything else in its scope; tokens that waited there are gone.</summary>
/// <param name="ElementId">The event sub-process.</param>
[ProcessEvent("scope_interrupted")]
public sealed record ScopeInterrupted(Guid Scope, string ElementId) : ProcessEvent;

/// <summary>A call activity has begun the process of that id.</summary>
/// <param name="SeesAll">Whether it sees the values around it, and not only its own.</param>
[ProcessEvent("process_called")]
public sealed record ProcessCalled(Guid Instance, string ElementId, string ProcessId, bool SeesAll) : ProcessEvent;

/// <summary>An activity begins several runs: one for each item, as they were when it began.</summary>
[ProcessEvent("loop_started")]
public sealed record LoopStarted(Guid Instance, string ElementId, FeelValue Items) : ProcessEvent;

/// <summary>A run of a multi-instance activity came to its end.</summary>
/// <param name="Index">Which one, counted from 0 in the order of the items.</param>
/// <param name="Output">What it gives to the collected outputs.</param>
[ProcessEvent("loop_item_completed")]
public sealed record LoopItemCompleted(Guid Instance, int Index, FeelValue Output) : ProcessEvent;

/// <summary>An escalation was thrown (BPMN 2.0.2, clause 10.5.5). Nobody has to catch it.</summary>
[ProcessEvent("escalation_thrown")]
public sealed record EscalationThrown(Guid Instance, string ElementId, string Code) : ProcessEvent;

/// <summary>A signal was thrown to everything in the process that waits for it.</summary>
[ProcessEvent("signal_thrown")]
public sealed record SignalThrown(Guid Instance, string ElementId, string Name) : ProcessEvent;

/// <summary>An element waits for a signal: an intermediate event, or an event beside <paramref name="Instance"/>.</summary>
[ProcessEvent("signal_subscribed")]
public sealed record SignalSubscribed(Guid Subscription, string ElementId, Guid Instance, string Name) : ProcessEvent;

[ProcessEvent("signal_received")]
public sealed record SignalReceived(Guid Subscription) : ProcessEvent;

[ProcessEvent("signal_unsubscribed")]
public sealed record SignalUnsubscribed(Guid Subscription) : ProcessEvent;

/// <summary>An activity that is about to be completed can be undone later. A sub-process keeps its own values for that.</summary>
[ProcessEvent("compensation_offered")]
public sealed record CompensationOffered(Guid Instance, string ElementId, Guid Scope) : ProcessEvent;

/// <summary>An element undoes completed activities, one after the other in this order.</summary>
/// <param name="Instance">The throwing event, or a sub-process that is undone from inside.</param>
/// <param name="Activities">Instances named by <see cref="CompensationOffered"/>.</param>
[ProcessEvent("compensation_started")]
public sealed record CompensationStarted(Guid Instance, ImmutableArray<Guid> Activities) : ProcessEvent
{
    public bool Equals(CompensationStarted? other) => other is not null && Instance == other.Instance && Activities.SequenceEqual(other.Activities);

    public override int GetHashCode() => HashCode.Combine(Instance, Activities.Length);
}

/// <summary>What undoes a completed activity has begun.</summary>
/// <param name="Instance">Who undoes, as in <see cref="CompensationStarted"/>.</param>
/// <param name="Activity">What is undone.</param>
/// <param name="Handler">The instance that does it: of the handler, or of the sub-process once more.</param>
[ProcessEvent("compensation_handler_started")]
public sealed record CompensationHandlerStarted(Guid Instance, Guid Activity, Guid Handler) : ProcessEvent;
