using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>The types that a document names exist. (GraphQL, section 5.5.1.2.)</summary>
internal static class KnownTypeNames
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts)
    {
        var own = facts.Document.Definitions.OfType<TypeDefinitionNode>()
            .Where(definition => !definition.IsExtension)
            .Select(definition => definition.Name.Value)
            .ToHashSet();
        return facts.TypeNames.Where(type => !facts.Schema.Types.ContainsKey(type.Name) && !own.Contains(type.Name))
            .Select(type => Violation.Of($"There is no type \"{type.Name}\".{Types.Suggestion.For(type.Name, facts.Schema.Types.Keys)}", type));
    }
}
