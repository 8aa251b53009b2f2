using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>Variables that are defined are used. (GraphQL, section 5.8.4.)</summary>
internal static class NoUnusedVariables
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        from operation in facts.Document.Operations
        where operation.Variables.Length > 0
        let reachable = facts.Reachable(operation)
        let used = facts.Variables.Where(usage => reachable.Contains(usage.Owner)).Select(usage => usage.Node.Name).ToHashSet()
        from variable in operation.Variables
        where !used.Contains(variable.Variable.Name)
        select Violation.Of($"Variable \"${variable.Variable.Name}\" is not used.", variable);
}
