using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>An operation without a name is the only one. (GraphQL, section 5.2.3.1.)</summary>
internal static class LoneAnonymousOperation
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        facts.Document.Operations.Count() <= 1 ? [] : facts.Document.Operations.Where(operation => operation.Name is null)
            .Select(operation => Violation.Of("An operation without a name must be the only one.", operation));
}
