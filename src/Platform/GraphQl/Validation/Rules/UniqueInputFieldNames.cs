using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>A field of an input object is given once. (GraphQL, section 5.6.3.)</summary>
internal static class UniqueInputFieldNames
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        facts.Objects.SelectMany(node => Violation.Doubled(node.Fields.Select(field => field.Name), name => $"Field \"{name}\" is given several times."));
}
