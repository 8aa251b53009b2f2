using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>
/// The life of an element (BPMN 2.0.2, clause 13.3.2): activated, entered (input mappings, its work, boundary events), finished
/// (values, output mappings), left by its flows.
/// </summary>
internal static class Lifecycle
{
    /// <summary>Elements that one turn may begin in a scope: a loop without a waiting element would otherwise never end.</summary>
    internal const int MostActivations = 1000;

    internal static void Activate(Turn turn, FlowNode node, Guid scope, ImmutableArray<string> arrived)
    {
        var instance = turn.Context.NextId();
        turn.Emit(new ElementActivated(instance, node.Id, scope, arrived));
        if (turn.CountActivation(scope) <= MostActivations) turn.Later(Work.Enter(instance));
        else Incidents.Raise(turn, node.Id, instance, IncidentRetry.Enter, TooManySteps(node));
    }

    internal static Fault TooManySteps(FlowNode node) => new(
        IncidentCodes.TooManySteps,
        $"Expected the process to wait somewhere, but it went through {MostActivations} elements without: a loop through '{node.Label}'?");

    /// <summary>Enters an element whole or not at all; a fault leaves an incident from which it is entered again.</summary>
    internal static void Enter(Turn turn, Guid instance)
    {
        var node = turn.NodeOf(instance);
        var fault = turn.Attempt(() =>
        {
            if (node is Activity { Loop: { } loop } activity && !Loops.IsRun(turn, instance)) Loops.Begin(turn, instance, activity, loop);
            else EnterOnce(turn, instance, node);
        });
        if (fault is not null) Incidents.Raise(turn, node.Id, instance, IncidentRetry.Enter, fault);
    }

    private static void EnterOnce(Turn turn, Guid instance, FlowNode node)
    {
        Mappings.ApplyInputs(turn, instance, node);
        var frame = new Frame(turn, instance);
        CarryOut(turn, instance, node, Executors.For(node)!.Executor.Enter(node, frame), frame);
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
                foreach (var e in open.Events) turn.Emit(e);
                Scopes.Begin(turn, instance, open.Start);
                break;
            case Step.Jump jump:
                var scope = turn.ScopeOf(instance);
                turn.Emit(new ElementCompleted(instance, node.Id));
                Activate(turn, jump.Target, scope, []);
                break;
            case Step.EndScope:
                EndScope(turn, instance, node);
                break;
            default:
                Throw(turn, instance, step);
                break;
        }
    }

    private static void Throw(Turn turn, Guid instance, Step step)
    {
        switch (step)
        {
            case Step.Throw error: Errors.Throw(turn, instance, error.Code, error.Message); break;
            case Step.Escalate escalation: Escalations.Throw(turn, instance, escalation.Code); break;
            case Step.Broadcast signal: Signals.Throw(turn, instance, signal.Name); break;
            case Step.Compensate compensation: Compensations.Throw(turn, instance, compensation.Activity); break;
            default: throw new InvalidOperationException($"Expected a step but found {step.GetType().Name}.");
        }
    }

    /// <summary>The work of the element is done: its values come out and the token leaves by every flow.</summary>
    internal static void Finish(Turn turn, Guid instance, Incoming values)
    {
        var node = turn.NodeOf(instance);
        Mappings.Deliver(turn, instance, node, values);
        if (node is CallActivity { Called.GivesAll: true }) DeliverCalled(turn, instance);
        Mappings.ApplyOutputs(turn, instance, node);
        if (node is Activity { Loop: { } loop } activity && Loops.IsRun(turn, instance)) Loops.EndRun(turn, instance, activity, loop);
        else Leave(turn, instance, node, node.Outgoing);
    }

    internal static void Leave(Turn turn, Guid instance, FlowNode node, ImmutableArray<string> flows)
    {
        var scope = turn.ScopeOf(instance);
        Compensations.Offer(turn, instance, node);
        Races.Close(turn, instance);
        turn.Emit(new ElementCompleted(instance, node.Id));
        foreach (var flow in flows)
        {
            turn.Emit(new FlowTaken(flow, scope));
            turn.Later(Work.Arrive(scope, flow));
        }

        if (flows.IsEmpty) turn.Later(Work.Check(scope));
        Compensations.GoOnAfter(turn, instance);
    }

    /// <summary>Ends an instance that no token came to: nothing leaves it.</summary>
    internal static void Complete(Turn turn, Guid instance) => Leave(turn, instance, turn.NodeOf(instance), []);

    private static void DeliverCalled(Turn turn, Guid instance)
    {
        if (!turn.State.Locals.TryGetValue(instance, out var values) || !turn.State.Calls.TryGetValue(instance, out var call)) return;
        var made = FeelContext.From(values.Where(value => !call.Given.Contains(value.Key)));
        if (made.Count > 0) Mappings.DeliverOutside(turn, instance, Incoming.Whole(made, ValueOrigin.Called(call.ProcessId)));
    }

    private static void EndScope(Turn turn, Guid instance, FlowNode node)
    {
        var scope = turn.ScopeOf(instance);
        Scopes.TerminateAll(turn, scope, except: instance);
        turn.Emit(new ElementCompleted(instance, node.Id));
        Scopes.Complete(turn, scope);
    }
}
