using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>
/// How values go in and out of an element: Zeebe's variable mappings. Inputs make values of the element's own; the values of its work
/// go, without outputs, to the nearest scope that has the name, else to the case; with outputs only what these name goes out.
/// </summary>
internal static class Mappings
{
    /// <summary>In order, each seeing what the ones before it have set.</summary>
    internal static void ApplyInputs(Turn turn, Guid instance, FlowNode node)
    {
        if (node.Inputs.IsEmpty) return;
        var own = FeelContext.Empty;
        var seen = turn.State.VisibleTo(instance);
        var set = ImmutableArray.CreateBuilder<ValueSet>(node.Inputs.Length);
        foreach (var mapping in node.Inputs)
        {
            var value = Evaluate(turn, mapping, seen);
            own = own.WithPath(mapping.Target, value);
            seen = seen.With(own);
            set.Add(new ValueSet(mapping.Target, value, mapping.Source.Origin(), turn.Context.By, turn.Context.Now));
        }

        turn.Emit(new ValuesSet(instance, set.ToImmutable()));
    }

    /// <summary>Sets the values of an element's work: its own when outputs will pick from them, else where they belong.</summary>
    internal static void Deliver(Turn turn, Guid instance, FlowNode node, Incoming incoming)
    {
        if (incoming.Values.Count == 0) return;
        Set(turn, incoming, path => node.Outputs.IsEmpty ? Owner(turn, instance, path) : instance);
    }

    /// <summary>Sets values of an element where they belong outside of it.</summary>
    internal static void DeliverOutside(Turn turn, Guid instance, Incoming incoming) =>
        Set(turn, incoming, path => Owner(turn, turn.ScopeOf(instance), path));

    /// <summary>Sets values of a scope itself.</summary>
    internal static void DeliverTo(Turn turn, Guid scope, Incoming incoming) => Set(turn, incoming, _ => scope);

    /// <summary>In order, evaluated inside the element, set outside of it.</summary>
    internal static void ApplyOutputs(Turn turn, Guid instance, FlowNode node)
    {
        if (node.Outputs.IsEmpty) return;
        var outside = turn.ScopeOf(instance);
        var seen = turn.State.VisibleTo(instance);
        var set = new List<(Guid Scope, ValueSet Value)>(node.Outputs.Length);
        foreach (var mapping in node.Outputs)
        {
            var value = Evaluate(turn, mapping, seen);
            seen = seen.WithPath(mapping.Target, value);
            set.Add((Owner(turn, outside, mapping.Target), new ValueSet(mapping.Target, value, mapping.Source.Origin(), turn.Context.By, turn.Context.Now)));
        }

        Emit(turn, set);
    }

    private static void Set(Turn turn, Incoming incoming, Func<string, Guid> owner) => Emit(turn, [.. incoming.Paths()
        .Select(
            field => (Scope: owner(field.Path), Value: new ValueSet(field.Path, field.Value, incoming.OriginOf(field.Path), turn.Context.By, turn.Context.Now)))
        .Where(set => !(incoming.ByField && IsUnchanged(turn, set.Scope, set.Value)))]);

    /// <summary>A field handed back as it was shown keeps the origin it has.</summary>
    private static bool IsUnchanged(Turn turn, Guid scope, ValueSet value) =>
        scope == ProcessState.RootScope && turn.State.OriginOf(value.Path) is not null && turn.State.Values.GetPath(value.Path) == value.Value;

    private static void Emit(Turn turn, IEnumerable<(Guid Scope, ValueSet Value)> values)
    {
        foreach (var scope in values.GroupBy(value => value.Scope, value => value.Value)) turn.Emit(new ValuesSet(scope.Key, [.. scope]));
    }

    /// <summary>The nearest scope, from this one outwards, that has a value of its own of that name; else the called process around it, or the case.</summary>
    private static Guid Owner(Turn turn, Guid scope, string path)
    {
        if (turn.State.Locals.IsEmpty && turn.State.Calls.IsEmpty) return ProcessState.RootScope;
        var name = path.Split('.', 2)[0];
        while (scope != ProcessState.RootScope
            && !turn.State.Calls.ContainsKey(scope)
            && !(turn.State.Locals.TryGetValue(scope, out var own) && own.Contains(name)))
            scope = turn.ScopeOf(scope);
        return scope;
    }

    private static FeelValue Evaluate(Turn turn, Mapping mapping, FeelContext seen) => mapping.Source.IsFeel
        ? mapping.Source.Feel!.Evaluate(seen, turn.Context.Environment()).ToPlain()
        : new FeelString(mapping.Source.Source);
}
