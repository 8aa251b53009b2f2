using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>The types that fragments and variables name exist. (GraphQL, section 5.5.1.2.)</summary>
internal static class KnownTypeNames
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        facts.Document.Fragments.Select(fragment => fragment.TypeCondition)
            .Concat(facts.Fragments.Select(fragment => (fragment.Node as InlineFragmentNode)?.TypeCondition).OfType<NamedTypeNode>())
            .Concat(facts.Document.Operations.SelectMany(operation => operation.Variables).Select(variable => Named(variable.Type)))
            .Where(type => !facts.Schema.Types.ContainsKey(type.Name))
            .Select(type => Violation.Of($"There is no type \"{type.Name}\".{Suggestion.For(type.Name, facts.Schema.Types.Keys)}", type));

    private static NamedTypeNode Named(TypeNode type) => type switch
    {
        ListTypeNode list => Named(list.Item),
        NonNullTypeNode nonNull => Named(nonNull.Type),
        _ => (NamedTypeNode)type,
    };
}
