using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>A document sent for execution has only operations and fragments. (GraphQL, section 5.1.1.)</summary>
internal static class ExecutableDefinitions
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        facts.Document.Definitions.Where(definition => definition is not (OperationNode or FragmentNode))
            .Select(definition => Violation.Of("Only operations and fragments are executed, not definitions of types.", definition));
}
