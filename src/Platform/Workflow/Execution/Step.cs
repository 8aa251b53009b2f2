using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>What an executor decides when a token arrives: a closed vocabulary that the loop carries out.</summary>
internal abstract record Step
{
    private Step() { }

    /// <summary>Nothing to wait for: these values come out, then the token leaves by every outgoing flow.</summary>
    internal sealed record Done(FeelContext Values, string Origin, ImmutableArray<ProcessEvent> Events) : Step
    {
        internal static readonly Done Plainly = new(FeelContext.Empty, "", []);
    }

    /// <summary>The token leaves by these flows only; none is the end of its way.</summary>
    internal sealed record Take(ImmutableArray<string> Flows) : Step;

    /// <summary>Something was opened that must be answered from outside.</summary>
    internal sealed record Wait(ImmutableArray<ProcessEvent> Events) : Step;

    /// <summary>A scope begins at that start event and must come to its end.</summary>
    internal sealed record Open(StartEvent Start, ImmutableArray<ProcessEvent> Events) : Step;

    /// <summary>The token goes on behind another element of the same scope.</summary>
    internal sealed record Jump(FlowNode Target) : Step;

    /// <summary>A signal goes to everything that waits for it; the token leaves.</summary>
    internal sealed record Broadcast(string Name) : Step;

    /// <summary>An escalation goes up through the scopes until an event catches it; the token leaves unless that event interrupts.</summary>
    internal sealed record Escalate(string Code) : Step;

    /// <summary>What was completed in the scope is undone, or that activity alone; then the token leaves.</summary>
    internal sealed record Compensate(string? Activity) : Step;

    /// <summary>A business error goes up through the scopes until an event catches it.</summary>
    internal sealed record Throw(string Code, string Message) : Step;

    /// <summary>Everything else in the scope ends, and the scope with it.</summary>
    internal sealed record EndScope : Step;
}

/// <summary>
/// A fault of model or data found while an element is carried out. It is caught in one place (<see cref="Turn.Attempt"/>),
/// where the element's half-done work is undone and an incident is raised.
/// </summary>
internal sealed class Fault(string code, string message) : Exception(message)
{
    internal string Code { get; } = code;
}
