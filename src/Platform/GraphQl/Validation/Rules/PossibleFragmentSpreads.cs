using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>A fragment can apply where it is spread. (GraphQL, section 5.5.2.3.)</summary>
internal static class PossibleFragmentSpreads
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        from fragment in facts.Fragments
        let condition = Condition(facts, fragment.Node)
        where condition is { IsComposite: true } && fragment.Parent is { IsComposite: true } && !Subtypes.Overlap(condition, fragment.Parent)
        select Violation.Of($"A fragment on \"{condition}\" never applies to objects of type \"{fragment.Parent}\".", fragment.Node);

    private static NamedType? Condition(DocumentFacts facts, SelectionNode node) =>
        (node is InlineFragmentNode inline
            ? inline.TypeCondition?.Name
            : facts.FragmentsByName.GetValueOrDefault(((FragmentSpreadNode)node).Name.Value)?.TypeCondition.Name) is { } name
            ? facts.Schema.Types.GetValueOrDefault(name)
            : null;
}
