using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>A BPMN file as read: the processes in it, of which at most one is executable; pools without a process are left out.</summary>
public sealed record Definitions(string FileName, ImmutableArray<ProcessDefinition> Processes)
{
    /// <summary>The executable process; null where the file has none.</summary>
    public ProcessDefinition? Executable => Processes.FirstOrDefault(process => process.IsExecutable);
}

/// <summary>A process (BPMN 2.0.2, clause 10.2) with all its nodes, those of embedded sub-processes included. Immutable.</summary>
public sealed record ProcessDefinition
{
    private readonly ILookup<string, FlowNode> _inside = Enumerable.Empty<FlowNode>().ToLookup(node => node.ScopeId);

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
        }
    }

    /// <summary>Sequence flows by id.</summary>
    public required ImmutableDictionary<string, SequenceFlow> Flows { get; init; }

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
}
