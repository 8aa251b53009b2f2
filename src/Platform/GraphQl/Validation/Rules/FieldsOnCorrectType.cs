using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>The type has the selected field. (GraphQL, section 5.3.1.)</summary>
internal static class FieldsOnCorrectType
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        facts.Fields.Where(field => field is { Definition: null, Parent.IsComposite: true })
            .Select(field => Violation.Of($"Type \"{field.Parent}\" has no field \"{field.Node.Name.Value}\".{Hint(field)}", field.Node));

    private static string Hint(FieldFact field)
    {
        var onMembers = Subtypes.PossibleOf(field.Parent!)
            .Where(type => type != field.Parent && type.Find(field.Node.Name.Value) is not null)
            .Take(3)
            .Select(type => $"\"... on {type.Name}\"")
            .ToList();
        return onMembers.Count > 0
            ? $" Did you mean to ask {string.Join(" or ", onMembers)}?"
            : Suggestion.For(field.Node.Name.Value, (field.Parent as FieldsType)?.Fields.Select(known => known.Name) ?? []);
    }
}
