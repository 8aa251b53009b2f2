using System.Collections.Immutable;

namespace Verwaltung.Workflow;

/// <summary>
/// A node of the flow: event, activity or gateway (BPMN 2.0.2, clause 8.4.9). What the engine cannot run is read as
/// <see cref="Unsupported"/> or listed in <see cref="UnsupportedParts"/> and refused by <see cref="ProcessChecks"/>.
/// </summary>
public abstract record FlowNode
{
    private protected FlowNode() { }

    public required string Id { get; init; }

    public string? Name { get; init; }

    public required Position Position { get; init; }

    /// <summary>Id of the process or embedded sub-process that directly contains the node.</summary>
    public required string ScopeId { get; init; }

    /// <summary>Ids of the incoming sequence flows, in file order.</summary>
    public ImmutableArray<string> Incoming { get; init; } = [];

    /// <summary>Ids of the outgoing sequence flows, in file order: the order in which conditions are tried.</summary>
    public ImmutableArray<string> Outgoing { get; init; } = [];

    /// <summary><c>zeebe:input</c>: values copied into the element's own scope before it begins, in order.</summary>
    public ImmutableArray<Mapping> Inputs { get; init; } = [];

    /// <summary>
    /// <c>zeebe:output</c>: values copied out of the element's scope after its work, in order; without any, the work's values go out as they are.
    /// </summary>
    public ImmutableArray<Mapping> Outputs { get; init; } = [];

    /// <summary><c>zeebe:property</c> entries by name; the engine hands them on and gives them no meaning.</summary>
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What was found on the element that the engine would have to run and cannot.</summary>
    public ImmutableArray<UnsupportedPart> UnsupportedParts { get; init; } = [];

    /// <summary>The name, or the id where there is none.</summary>
    public string Label => string.IsNullOrWhiteSpace(Name) ? Id : Name;
}

/// <summary>One <c>zeebe:input</c> or <c>zeebe:output</c>. <paramref name="Target"/> is a path such as <c>applicant.address</c>.</summary>
public sealed record Mapping(Expression Source, string Target, Position Position);

/// <summary>Something that cannot be run, with the reason in a plain sentence.</summary>
/// <param name="Type">Name of the element or attribute as written, for example <c>multiInstanceLoopCharacteristics</c>.</param>
public sealed record UnsupportedPart(string Type, string Reason, Position Position);

/// <summary>A sequence flow (clause 8.4.13) between two nodes of one scope.</summary>
public sealed record SequenceFlow(string Id, string? Name, string Source, string Target, Expression? Condition, string ScopeId, Position Position);

/// <summary>A node that the engine does not run, kept with its type as written (for example <c>inclusiveGateway</c>) and why.</summary>
public sealed record Unsupported(string Type, string Reason) : FlowNode
{
    /// <summary>Ids of the boundary events on it, in file order.</summary>
    public ImmutableArray<string> BoundaryEvents { get; init; } = [];
}
