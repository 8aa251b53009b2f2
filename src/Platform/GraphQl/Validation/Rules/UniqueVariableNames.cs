using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>Variables of an operation have different names. (GraphQL, section 5.8.1.)</summary>
internal static class UniqueVariableNames
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        facts.Document.Operations.SelectMany(operation => Violation.Several(
            operation.Variables.Select(variable => variable.Variable.Identifier), name => $"Several variables are called \"${name}\"."));
}
