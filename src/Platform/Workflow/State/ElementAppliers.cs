using System.Collections.Immutable;

namespace Verwaltung.Workflow;

/// <summary>How tokens move and elements come and go.</summary>
internal static class ElementAppliers
{
    internal static ProcessState Apply(ProcessState state, FlowTaken taken)
    {
        var place = new FlowToken(taken.Scope, taken.FlowId);
        return state with { Tokens = state.Tokens.SetItem(place, state.Tokens.GetValueOrDefault(place) + 1) };
    }

    internal static ProcessState Apply(ProcessState state, ElementActivated activated)
    {
        var instance = new ElementInstance(activated.Instance, activated.ElementId, activated.Scope, state.Activations);
        return state with
        {
            Instances = state.Instances.Add(activated.Instance, instance),
            Tokens = activated.Arrived.Aggregate(state.Tokens, (tokens, flow) => TakeOff(tokens, new FlowToken(activated.Scope, flow))),
            Loops = state.Loops.TryGetValue(activated.Scope, out var loop) ? state.Loops.SetItem(activated.Scope, loop.With(activated.Instance)) : state.Loops,
            Activations = state.Activations + 1,
        };
    }

    /// <summary>The element is gone, with its own values and all that was kept for what was inside it.</summary>
    internal static ProcessState Remove(ProcessState state, Guid instance) => state with
    {
        Instances = state.Instances.Remove(instance),
        Locals = state.Locals.Remove(instance),
        Tokens = ScopeAppliers.TokensOutside(state, instance),
        Calls = state.Calls.Remove(instance),
        Loops = WithoutRun(state, instance),
        Compensables = CompensationAppliers.Without(state.Compensables, instance),
        Compensations = state.Compensations.Remove(instance),
    };

    /// <summary>Nothing runs any more; tokens that waited in the process' own scope are gone.</summary>
    internal static ProcessState Close(ProcessState state) => state with
    {
        Tokens = ImmutableDictionary<FlowToken, int>.Empty,
        Incidents = ImmutableDictionary<Guid, IncidentRaised>.Empty,
        Compensables = [],
    };

    private static ImmutableDictionary<Guid, Loop> WithoutRun(ProcessState state, Guid instance)
    {
        if (state.Loops.IsEmpty) return state.Loops;
        var scope = state.Instances[instance].Scope;
        var left = state.Loops.TryGetValue(scope, out var loop) ? state.Loops.SetItem(scope, loop.Without(instance)) : state.Loops;
        return left.Remove(instance);
    }

    private static ImmutableDictionary<FlowToken, int> TakeOff(ImmutableDictionary<FlowToken, int> tokens, FlowToken place) =>
        tokens.GetValueOrDefault(place) switch
        {
            0 => throw new InvalidOperationException($"Expected a token on flow '{place.FlowId}' but found none."),
            1 => tokens.Remove(place),
            var count => tokens.SetItem(place, count - 1),
        };
}
