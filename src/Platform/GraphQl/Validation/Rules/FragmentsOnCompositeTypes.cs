using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>Fragments are on objects, interfaces and unions. (GraphQL, section 5.5.1.3.)</summary>
internal static class FragmentsOnCompositeTypes
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        facts.Document.Fragments.Select(fragment => fragment.TypeCondition)
            .Concat(facts.Fragments.Select(fragment => (fragment.Node as InlineFragmentNode)?.TypeCondition).OfType<NamedTypeNode>())
            .Where(condition => facts.Schema.Types.GetValueOrDefault(condition.Name) is { IsComposite: false })
            .Select(condition => Violation.Of($"A fragment cannot be on \"{condition.Name}\", which has no fields.", condition));
}
