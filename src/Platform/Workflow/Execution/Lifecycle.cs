using System.Collections.Immutable;

namespace Verwaltung.Workflow;

/// <summary>
/// The life of an element (BPMN 2.0.2, clause 13.3.2): activated, entered (input mappings, its work, boundary events), finished
/// (values, output mappings), left by its flows.
/// </summary>
internal static class Lifecycle
{
    /// <summary>Elements that one turn may begin: a loop without a waiting element would otherwise never end.</summary>
    internal const int MostActivations = 1000;

    internal static Guid Activate(Turn turn, FlowNode node, Guid scope, ImmutableArray<string> arrived)
    {
        var instance = turn.Context.NextId();
        turn.Emit(new ElementActivated(instance, node.Id, scope, arrived));
        if (++turn.Activations <= MostActivations) turn.Later(Work.Enter(instance));
        else Incidents.Raise(turn, node.Id, instance, IncidentRetry.Enter, new Fault(
            IncidentCodes.TooManySteps, $"Expected the process to wait somewhere, but it went through {MostActivations} elements without: a loop through '{node.Label}'?"));
        return instance;
    }

    /// <summary>Enters an element whole or not at all; a fault leaves an incident from which it is entered again.</summary>
    internal static void Enter(Turn turn, Guid instance)
    {
        var node = turn.NodeOf(instance);
        var fault = turn.Attempt(() =>
        {
            Mappings.ApplyInputs(turn, instance, node);
            var frame = new Frame(turn, instance);
            CarryOut(turn, instance, node, Executors.For(node)!.Executor.Enter(node, frame), frame);
        });
        if (fault is not null) Incidents.Raise(turn, node.Id, instance, IncidentRetry.Enter, fault);
    }

    private static void CarryOut(Turn turn, Guid instance, FlowNode node, Step step, Frame frame)
    {
        switch (step)
        {
            case Step.Done done:
                foreach (var e in done.Events) turn.Emit(e);
                Finish(turn, instance, Incoming.Whole(done.Values, done.Origin));
                break;
            case Step.Take take:
                Leave(turn, instance, node, take.Flows);
                break;
            case Step.Wait wait:
                Races.Open(turn, node, frame);
                foreach (var e in wait.Events) turn.Emit(e);
                break;
            case Step.Open open:
                Races.Open(turn, node, frame);
                Activate(turn, open.Start, instance, []);
                break;
            case Step.Throw thrown:
                Errors.Throw(turn, instance, thrown.Code, thrown.Message);
                break;
            case Step.EndScope:
                EndScope(turn, instance, node);
                break;
            default:
                throw new InvalidOperationException($"Expected a step but found {step.GetType().Name}.");
        }
    }

    /// <summary>The element's work is done: its values come out and the token leaves by every flow.</summary>
    /// <summary>The work of the element is done: its values come out and the token leaves by every flow.</summary>
    internal static void Finish(Turn turn, Guid instance, Incoming values)
    {
        var node = turn.NodeOf(instance);
        Mappings.Deliver(turn, instance, node, values);
        Mappings.ApplyOutputs(turn, instance, node);
        Leave(turn, instance, node, node.Outgoing);
    }

    private static void Leave(Turn turn, Guid instance, FlowNode node, ImmutableArray<string> flows)
    {
        var scope = turn.State.Instances[instance].Scope;
        Races.Close(turn, instance);
        turn.Emit(new ElementCompleted(instance, node.Id));
        foreach (var flow in flows)
        {
            turn.Emit(new FlowTaken(flow, scope));
            turn.Later(Work.Arrive(scope, flow));
        }

        if (flows.IsEmpty) turn.Later(Work.Check(scope));
    }

    private static void EndScope(Turn turn, Guid instance, FlowNode node)
    {
        var scope = turn.State.Instances[instance].Scope;
        Scopes.TerminateAll(turn, scope, except: instance);
        turn.Emit(new ElementCompleted(instance, node.Id));
        Scopes.Complete(turn, scope);
    }
}
