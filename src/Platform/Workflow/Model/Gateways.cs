namespace Verwaltung.Workflow;

/// <summary>An exclusive gateway (clause 10.6.2). <paramref name="Default"/> is taken when no condition holds.</summary>
public sealed record ExclusiveGateway(string? Default) : FlowNode;

/// <summary>An inclusive gateway (clause 10.6.3). <paramref name="Default"/> is taken when no condition holds.</summary>
public sealed record InclusiveGateway(string? Default) : FlowNode;

/// <summary>A parallel gateway (clause 10.6.4).</summary>
public sealed record ParallelGateway : FlowNode;

/// <summary>An event-based gateway (clause 10.6.6): the first of the events behind it decides the way.</summary>
public sealed record EventBasedGateway : FlowNode;

internal static class GatewayChoices
{
    /// <summary>Whether the node chooses among its flows by conditions; <paramref name="fallback"/> is its default flow.</summary>
    internal static bool Chooses(this FlowNode node, out string? fallback)
    {
        fallback = node switch { ExclusiveGateway one => one.Default, InclusiveGateway some => some.Default, _ => null };
        return node is ExclusiveGateway or InclusiveGateway;
    }
}
