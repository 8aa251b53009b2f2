using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>
/// Introspection does not follow lists that lead back to types without end. No rule of the specification, but of the reference: what the
/// introspection of tools needs is far below.
/// </summary>
internal static class MaxIntrospectionDepth
{
    private const int MaxLists = 3;

    private static readonly HashSet<string> Lists = ["fields", "interfaces", "possibleTypes", "inputFields"];

    public static IEnumerable<GraphQlError> Check(DocumentFacts facts)
    {
        var within = new HashSet<FieldNode>(ReferenceEqualityComparer.Instance); // what is wrong as a whole is not wrong in its parts
        foreach (var node in facts.Fields.Select(field => field.Node).Where(node => node.Name.Value is "__schema" or "__type"))
        {
            if (within.Contains(node) || !Exceeds(facts, node, 0, []))
                continue;
            within.UnionWith(Below(node.SelectionSet));
            yield return Violation.Of("The introspection goes in circles.", node);
        }
    }

    private static IEnumerable<FieldNode> Below(SelectionSetNode? set) => (set?.Selections ?? []).SelectMany(selection => selection switch
    {
        FieldNode field => Below(field.SelectionSet).Prepend(field),
        InlineFragmentNode inline => Below(inline.SelectionSet),
        _ => [],
    });

    /// <param name="facts">The document.</param>
    /// <param name="node">A selection.</param>
    /// <param name="depth">How many lists lead to it.</param>
    /// <param name="visited">How many lists led to each fragment when it was followed: fewer tell nothing new.</param>
    private static bool Exceeds(DocumentFacts facts, SelectionNode node, int depth, Dictionary<string, int> visited)
    {
        switch (node)
        {
            case FragmentSpreadNode spread:
                if (!facts.FragmentsByName.TryGetValue(spread.Name.Value, out var fragment)
                    || (visited.TryGetValue(spread.Name.Value, out var before) && before >= depth))
                    return false;
                visited[spread.Name.Value] = depth;
                return Any(fragment.SelectionSet, depth);
            case FieldNode field:
                var below = depth + (Lists.Contains(field.Name.Value) ? 1 : 0);
                return below >= MaxLists || Any(field.SelectionSet, below);
            default:
                return Any(((InlineFragmentNode)node).SelectionSet, depth);
        }

        bool Any(SelectionSetNode? set, int at) => set is not null && set.Selections.Any(selection => Exceeds(facts, selection, at, visited));
    }
}
