using Verwaltung.Workflow;

namespace Verwaltung.Procedures;

/// <summary>What a step is, in words for people who do not draw processes.</summary>
internal enum ProcedureStepKind { Start, Person, Program, Rule, Computation, Choice, Parallel, Message, Time, Error, Part, End, Other }

/// <summary>A step of a procedure.</summary>
/// <param name="Element">Id of the element in the process.</param>
/// <param name="Name">Its name as drawn, in German.</param>
/// <param name="Kind">What it is: a person's work, a program's, a rule, a choice.</param>
/// <param name="Who">Team and role that do it, for a person's work with fixed teams.</param>
/// <param name="During">The step that it may interrupt or accompany, for an event on the border of another.</param>
/// <param name="Next">Where it goes on, if that is not simply the next step of the list.</param>
internal sealed record ProcedureStep(string Element, string Name, ProcedureStepKind Kind, string? Who, string? During, IReadOnlyList<ProcedureBranch> Next);

/// <summary>A way on from a step.</summary>
/// <param name="When">Name of the way, for example the answer to the question of a choice.</param>
/// <param name="Step">Name of the step that it leads to.</param>
internal sealed record ProcedureBranch(string? When, string Step);

/// <summary>A process told as a list of steps: each stands after all that lead to it, one branch after the other.</summary>
internal static class ProcessSteps
{
    public static IReadOnlyList<ProcedureStep> Of(ProcessDefinition process)
    {
        var nodes = Ordered(process).Where(IsShown).ToList();
        return [.. nodes.Select((node, i) => new ProcedureStep(
            node.Id, node.Label, KindOf(node), node is UserTask task ? Who(task) : null,
            node is BoundaryEvent boundary ? process.Elements[boundary.AttachedTo].Label : null,
            Next(process, node, nodes.ElementAtOrDefault(i + 1))))];
    }

    /// <summary>Reverse postorder of a depth-first walk; without recursion, for models may be long.</summary>
    private static List<FlowNode> Ordered(ProcessDefinition process)
    {
        var (ordered, seen) = (new List<FlowNode>(), new HashSet<string>());
        foreach (var start in process.Begins(process.Id).Reverse().Where(start => seen.Add(start.Id)))
        {
            var open = new Stack<(FlowNode Node, Stack<FlowNode> Ahead)>([(start, new(Ahead(process, start)))]);
            while (open.TryPeek(out var at))
                if (!at.Ahead.TryPop(out var next))
                    ordered.Add(open.Pop().Node);
                else if (seen.Add(next.Id))
                    open.Push((next, new(Ahead(process, next))));
        }

        ordered.Reverse();
        return ordered;
    }

    private static IEnumerable<FlowNode> Ahead(ProcessDefinition process, FlowNode node) =>
    [
        .. Inside(process, node),
        .. node is Activity activity ? activity.BoundaryEvents.Select(id => process.Elements[id]) : [],
        .. node.Outgoing.Select(flow => process.Elements[process.Flows[flow].Target]),
    ];

    private static IEnumerable<FlowNode> Inside(ProcessDefinition process, FlowNode node) => node switch
    {
        SubProcess or EventSubProcess => process.Begins(node.Id),
        CallActivity { Called.ProcessId: { IsFeel: false } called } => process.Begins(called.Source),
        _ => [],
    };

    // A gateway that only joins says nothing to a reader.
    private static bool IsShown(FlowNode node) => node is not (ExclusiveGateway or InclusiveGateway or ParallelGateway) || node.Outgoing.Length > 1;

    private static IReadOnlyList<ProcedureBranch> Next(ProcessDefinition process, FlowNode node, FlowNode? following)
    {
        var ways = node.Outgoing.Select(flow => (When: process.Flows[flow].Name, Target: Shown(process, process.Flows[flow].Target))).ToList();
        return ways is [{ Target: var only }] && only == following ? [] : [.. ways.Select(way => new ProcedureBranch(way.When, way.Target.Label))];
    }

    private static FlowNode Shown(ProcessDefinition process, string id)
    {
        var node = process.Elements[id];
        for (var joins = 0; !IsShown(node) && node.Outgoing is [var flow] && joins < process.Elements.Count; joins++)
            node = process.Elements[process.Flows[flow].Target];
        return node;
    }

    private static string? Who(UserTask task)
    {
        var words = new[] { task.CandidateGroups, task.Assignee }.Where(who => who is { IsFeel: false }).Select(who => who!.Source)
            .Append(task.Headers.GetValueOrDefault("rolle")).Where(word => !string.IsNullOrEmpty(word));
        return string.Join(", ", words) is { Length: > 0 } who ? who : null;
    }

    private static ProcedureStepKind KindOf(FlowNode node) => node switch
    {
        StartEvent => ProcedureStepKind.Start,
        EndEvent => ProcedureStepKind.End,
        UserTask => ProcedureStepKind.Person,
        BusinessRuleTask => ProcedureStepKind.Rule,
        ScriptTask { Script: not null } => ProcedureStepKind.Computation,
        ServiceTask or ScriptTask or SendTask => ProcedureStepKind.Program,
        ManualTask => ProcedureStepKind.Person,
        ReceiveTask => ProcedureStepKind.Message,
        SubProcess or EventSubProcess or CallActivity => ProcedureStepKind.Part,
        ExclusiveGateway or InclusiveGateway or EventBasedGateway => ProcedureStepKind.Choice,
        ParallelGateway => ProcedureStepKind.Parallel,
        IntermediateCatchEvent { Trigger: var trigger } => KindOf(trigger),
        IntermediateThrowEvent { Trigger: EventTrigger.Message } => ProcedureStepKind.Program,
        BoundaryEvent { Trigger: var trigger } => KindOf(trigger),
        _ => ProcedureStepKind.Other,
    };

    private static ProcedureStepKind KindOf(EventTrigger trigger) => trigger switch
    {
        EventTrigger.Timer => ProcedureStepKind.Time,
        EventTrigger.Message or EventTrigger.Signal => ProcedureStepKind.Message,
        EventTrigger.Error => ProcedureStepKind.Error,
        _ => ProcedureStepKind.Other,
    };
}
