using Verwaltung.Workflow.Decisions;

namespace Verwaltung.Workflow;

/// <summary>
/// One call of <see cref="ProcessEngine.Decide"/>: the events so far, the state they lead to, and what is still to be done.
/// The only thing in the engine that changes; it lives as long as the call.
/// </summary>
internal sealed class Turn(ProcessDefinition definition, IDecisions decisions, ProcessState state, EngineContext context)
{
    private readonly List<ProcessEvent> _events = [];
    private readonly List<Work> _work = [];
    private readonly Dictionary<Guid, int> _activations = [];
    private int _done;

    internal ProcessDefinition Definition => definition;

    internal IDecisions Decisions => decisions;

    internal EngineContext Context => context;

    internal ProcessState State { get; private set; } = state;

    internal IReadOnlyList<ProcessEvent> Events => _events;

    internal FlowNode Node(string id) => definition.Elements[id];

    internal FlowNode NodeOf(Guid instance) => Node(State.Instances[instance].ElementId);

    internal Guid ScopeOf(Guid instance) => State.Instances[instance].Scope;

    /// <summary>When the instance began, counted; the process itself began before everything else.</summary>
    internal int NumberOf(Guid instance) => instance == ProcessState.RootScope ? -1 : State.Instances[instance].Number;

    /// <summary>Id of the process or sub-process whose nodes are in that scope.</summary>
    internal string ContentOf(Guid scope) =>
        scope == ProcessState.RootScope ? Definition.Id : State.Calls.TryGetValue(scope, out var call) ? call.ProcessId : State.Instances[scope].ElementId;

    /// <summary>How many elements were begun in that scope in this turn, this one included.</summary>
    internal int CountActivation(Guid scope) => _activations[scope] = _activations.GetValueOrDefault(scope) + 1;

    internal void Emit(ProcessEvent e)
    {
        _events.Add(e);
        State = Evolution.Apply(State, e);
    }

    internal void Later(Work work) => _work.Add(work);

    internal bool TryNext(out Work work)
    {
        work = _done < _work.Count ? _work[_done++] : default;
        return work.Kind != WorkKind.None;
    }

    /// <summary>Whether a token is still on its way to a node of that scope.</summary>
    internal bool IsArrivalPending(Guid scope) => _work.Skip(_done).Any(work => work.Kind == WorkKind.Arrive && work.Id == scope);

    /// <summary>Carries out a step whole or not at all: a fault takes back what it did and is handed on.</summary>
    internal Fault? Attempt(Action step)
    {
        var (before, events, work) = (State, _events.Count, _work.Count);
        try
        {
            step();
            return null;
        }
        catch (Fault fault)
        {
            State = before;
            _events.RemoveRange(events, _events.Count - events);
            _work.RemoveRange(work, _work.Count - work);
            return fault;
        }
    }
}

internal enum WorkKind { None, Arrive, Enter, Check, Loop }

/// <summary>Something to be done in this turn: a token arrives (Id is its scope), an instance is entered, a scope or a loop is looked at for its end.</summary>
internal readonly record struct Work(WorkKind Kind, Guid Id, string? FlowId = null)
{
    internal static Work Arrive(Guid scope, string flow) => new(WorkKind.Arrive, scope, flow);

    internal static Work Enter(Guid instance) => new(WorkKind.Enter, instance);

    internal static Work Check(Guid scope) => new(WorkKind.Check, scope);

    internal static Work Loop(Guid instance) => new(WorkKind.Loop, instance);
}
