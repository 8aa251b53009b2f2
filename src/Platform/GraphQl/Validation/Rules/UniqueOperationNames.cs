using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>Operations have different names. (GraphQL, section 5.2.2.1.)</summary>
internal static class UniqueOperationNames
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        Violation.Doubled(
            facts.Document.Operations.Select(operation => operation.Name).OfType<NameNode>(), name => $"Several operations are called \"{name}\".");
}
