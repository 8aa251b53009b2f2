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
    private int _done;

    internal ProcessDefinition Definition => definition;

    internal IDecisions Decisions => decisions;

    internal EngineContext Context => context;

    internal ProcessState State { get; private set; } = state;

    internal IReadOnlyList<ProcessEvent> Events => _events;

    internal int Activations { get; set; }

    internal FlowNode Node(string id) => definition.Elements[id];

    internal FlowNode NodeOf(Guid instance) => Node(State.Instances[instance].ElementId);

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

internal enum WorkKind { None, Arrive, Enter, Check }

/// <summary>Something to be done in this turn: a token arrives (Id is its scope), an instance is entered, or a scope is looked at for its end.</summary>
internal readonly record struct Work(WorkKind Kind, Guid Id, string? FlowId = null)
{
    internal static Work Arrive(Guid scope, string flow) => new(WorkKind.Arrive, scope, flow);

    internal static Work Enter(Guid instance) => new(WorkKind.Enter, instance);

    internal static Work Check(Guid scope) => new(WorkKind.Check, scope);
}
