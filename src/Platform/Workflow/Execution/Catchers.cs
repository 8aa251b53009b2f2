namespace Verwaltung.Workflow;

/// <summary>
/// Errors and escalations on their way up (BPMN 2.0.2, clauses 10.5.6 and 10.5.7): from the element outwards, first what sits on it, then the event
/// sub-processes beside it, of which none hears itself; at each place the one that names the code before the one that takes every code.
/// </summary>
internal static class Catchers
{
    /// <summary>The nearest event that catches, with the instance it sits on or the scope it waits in; null when nothing does.</summary>
    internal static (FlowNode Event, Guid At)? Find<TTrigger>(
        Turn turn, Guid instance, string code, Func<TTrigger, Expression?> codeOf) where TTrigger : EventTrigger
    {
        for (var at = instance; at != ProcessState.RootScope; at = turn.ScopeOf(at))
        {
            if (Best(OnBorder(turn, at), code, codeOf) is { } onBorder) return (onBorder, at);
            if (Best(Beside(turn, at), code, codeOf) is { } beside) return (beside, turn.ScopeOf(at));
        }

        return null;
    }

    private static IEnumerable<FlowNode> OnBorder(Turn turn, Guid instance) =>
        turn.NodeOf(instance) is Activity activity && !Loops.IsRun(turn, instance) ? activity.BoundaryEvents.Select(turn.Node) : [];

    private static IEnumerable<FlowNode> Beside(Turn turn, Guid instance)
    {
        var own = turn.State.Instances[instance].ElementId;
        return Handlers.StartsIn(turn, turn.ScopeOf(instance)).Where(start => start.ScopeId != own);
    }

    private static FlowNode? Best<TTrigger>(IEnumerable<FlowNode> events, string code, Func<TTrigger, Expression?> codeOf) where TTrigger : EventTrigger
    {
        var catching = events.Where(node => node.Trigger() is TTrigger).Select(node => (Node: node, Code: codeOf((TTrigger)node.Trigger()!)?.Source)).ToList();
        return catching.Find(own => own.Code == code).Node ?? catching.Find(own => own.Code is null).Node;
    }
}
