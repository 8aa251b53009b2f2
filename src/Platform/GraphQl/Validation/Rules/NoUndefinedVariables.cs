using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>Variables that are used are defined by every operation that uses them. (GraphQL, section 5.8.3.)</summary>
internal static class NoUndefinedVariables
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        from operation in facts.Document.Operations
        let reachable = facts.Reachable(operation)
        from usage in facts.Variables
        where reachable.Contains(usage.Owner) && operation.Variables.All(variable => variable.Variable.Name != usage.Node.Name)
        select Violation.Of(
            $"Variable \"${usage.Node.Name}\" is not defined{(operation.Name is null ? "" : $" by operation \"{operation.Name.Value}\"")}.",
            usage.Node, operation);
}
