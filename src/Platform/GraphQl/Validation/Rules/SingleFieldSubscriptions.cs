using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>A subscription selects exactly one field, no introspection, and whether it does depends on no variable. (GraphQL, section 5.2.4.1.)</summary>
internal static class SingleFieldSubscriptions
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        facts.Schema.Subscription is not { } root
            ? []
            : facts.Document.Operations.Where(operation => operation.Type == OperationType.Subscription).SelectMany(operation => Check(facts, root, operation));

    private static IEnumerable<GraphQlError> Check(DocumentFacts facts, ObjectType root, OperationNode operation)
    {
        var (groups, conditions) = (new OrderedDictionary<string, List<FieldNode>>(), new List<DirectiveNode>());
        Collect(facts, root, operation.SelectionSet, groups, conditions, []);
        if (conditions.Count > 0)
            return [Violation.Of("The field of a subscription stands under no @skip or @include.", [.. conditions])];
        var introspection = groups.Values.Where(group => group[0].Name.Value.StartsWith("__", StringComparison.Ordinal))
            .Select(group => Violation.Of("A subscription selects no introspection.", [.. group]));
        return groups.Count switch
        {
            0 => [Violation.Of("A subscription selects a field.", operation.SelectionSet)],
            1 => introspection,
            _ => introspection.Prepend(Violation.Of("A subscription selects one field only.", [.. groups.Values.Skip(1).SelectMany(group => group)])),
        };
    }

    private static void Collect(
        DocumentFacts facts, ObjectType root, SelectionSetNode set, OrderedDictionary<string, List<FieldNode>> groups, List<DirectiveNode> conditions,
        HashSet<string> visited)
    {
        foreach (var selection in set.Selections)
        {
            if (Condition(selection) is { } condition)
                conditions.Add(condition);
            else if (selection is FieldNode field)
                (groups.TryGetValue(field.ResponseName, out var group) ? group : groups[field.ResponseName] = []).Add(field);
            else if (selection is InlineFragmentNode inline && Applies(facts, root, inline.TypeCondition))
                Collect(facts, root, inline.SelectionSet, groups, conditions, visited);
            else if (selection is FragmentSpreadNode spread
                && facts.FragmentsByName.TryGetValue(spread.Name.Value, out var fragment)
                && Applies(facts, root, fragment.TypeCondition)
                && visited.Add(spread.Name.Value))
                Collect(facts, root, fragment.SelectionSet, groups, conditions, visited);
        }
    }

    private static DirectiveNode? Condition(SelectionNode selection) =>
        selection.Directives.FirstOrDefault(directive => directive.Name.Value == "skip")
            ?? selection.Directives.FirstOrDefault(directive => directive.Name.Value == "include");

    private static bool Applies(DocumentFacts facts, ObjectType root, NamedTypeNode? condition) =>
        condition is null || (facts.TypeOf(condition) is { } type && Subtypes.PossibleOf(type).Contains(root));
}
