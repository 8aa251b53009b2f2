using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>A BPMN file as read: the processes in it, those of all pools; pools without a process are left out.</summary>
public sealed record Definitions(string FileName, ImmutableArray<ProcessDefinition> Processes)
{
    /// <summary>The process that is run, joined with those that it calls; null where none of the file is executable.</summary>
    public ProcessDefinition? Executable { get; init; }
}

/// <summary>A process (BPMN 2.0.2, clause 10.2) with all its nodes, those of embedded sub-processes included. Immutable.</summary>
public sealed record ProcessDefinition
{
    private readonly ILookup<string, FlowNode> _inside = Enumerable.Empty<FlowNode>().ToLookup(node => node.ScopeId);
    private readonly ILookup<(string ScopeId, EventTrigger Link), FlowNode> _links = Enumerable.Empty<FlowNode>(
        ).ToLookup(node => (node.ScopeId, node.Trigger()!));

    public required string FileName { get; init; }

    public required string Id { get; init; }

    public string? Name { get; init; }

    public required Position Position { get; init; }

    public bool IsExecutable { get; init; }

    /// <summary>Nodes by id.</summary>
    public required ImmutableDictionary<string, FlowNode> Elements { get; init; }

    /// <summary>The nodes in file order, containers before their content.</summary>
    public required ImmutableArray<FlowNode> Nodes
    {
        get;
        init
        {
            field = value;
            _inside = value.ToLookup(node => node.ScopeId, StringComparer.Ordinal);
            _links = value.Where(node => node is IntermediateCatchEvent { Trigger: EventTrigger.Link }).ToLookup(node => (node.ScopeId, node.Trigger()!));
        }
    }

    /// <summary>Sequence flows by id.</summary>
    public required ImmutableDictionary<string, SequenceFlow> Flows { get; init; }

    /// <summary>Lanes, outer ones before those in them.</summary>
    public ImmutableArray<Lane> Lanes { get; init; } = [];

    /// <summary>Data objects as drawn. They name values; the values themselves are those of the scope.</summary>
    public ImmutableArray<DataObject> DataObjects { get; init; } = [];

    /// <summary>
    /// Processes that a call activity may call, by id. Their nodes and flows are among those of this process, with the called process as scope.
    /// </summary>
    public ImmutableDictionary<string, ProcessDefinition> CalledProcesses { get; init; } = ImmutableDictionary<string, ProcessDefinition>.Empty;

    /// <summary>What was found on the process itself that the engine would have to run and cannot.</summary>
    public ImmutableArray<UnsupportedPart> UnsupportedParts { get; init; } = [];

    /// <summary>Faults of the text found while reading, such as references that lead nowhere; <see cref="ProcessChecks"/> reports them.</summary>
    internal ImmutableArray<Finding> Faults { get; init; } = [];

    /// <summary>Start events of the process itself, in file order.</summary>
    public IEnumerable<StartEvent> StartEvents => StartsOf(Id);

    /// <summary>Start events of the process or embedded sub-process of that id.</summary>
    internal IEnumerable<StartEvent> StartsOf(string scopeId) => Inside(scopeId).OfType<StartEvent>();

    /// <summary>What the process or embedded sub-process of that id directly contains, in file order.</summary>
    internal IEnumerable<FlowNode> Inside(string scopeId) => _inside[scopeId];

    /// <summary>Where the process or sub-process of that id begins: its start events, and the event sub-processes that wait beside it.</summary>
    public IEnumerable<FlowNode> Begins(string scopeId) => Inside(scopeId).Where(node => node is StartEvent or EventSubProcess);

    /// <summary>The events that a link in that scope leads to: one, if the checks have nothing against it.</summary>
    internal IEnumerable<FlowNode> LinkTargets(string scopeId, EventTrigger link) => _links[(scopeId, link)];
}

/// <summary>A lane (clause 10.8). <paramref name="Nodes"/> are the ids of what lies in it.</summary>
public sealed record Lane(string Id, string? Name, ImmutableArray<string> Nodes);

/// <summary>A data object (clause 10.4.1) of a process or sub-process.</summary>
public sealed record DataObject(string Id, string? Name, bool IsCollection, string ScopeId);
