using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>The schema has the operation's root type. (GraphQL, section 5.2.1.1.)</summary>
internal static class OperationTypeExists
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        facts.Document.Operations.Where(operation => facts.RootType(operation) is null)
            .Select(operation => Violation.Of($"The schema has no {operation.Type.ToString().ToLowerInvariant()} operations.", operation));
}
