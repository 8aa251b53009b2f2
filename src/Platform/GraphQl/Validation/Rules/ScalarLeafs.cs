using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>Objects have a selection, scalars and enums have none. (GraphQL, section 5.3.3.)</summary>
internal static class ScalarLeafs
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        facts.Fields.Where(field => field.Definition is not null && field.Definition.Type.Named.IsLeaf != field.Node.SelectionSet is null)
            .Select(field => field.Node.SelectionSet is not null
                ? Violation.Of($"Field \"{field.Node.Name.Value}\" of type {field.Definition!.Type} has no fields to select.", field.Node.SelectionSet)
                : Violation.Of(
                    $"Field \"{field.Node.Name.Value}\" of type {field.Definition!.Type} needs a selection of its fields: "
                    + $"\"{field.Node.Name.Value} {{ ... }}\".", field.Node));
}
