using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>Variables are of input types. (GraphQL, section 5.8.2.)</summary>
internal static class VariablesAreInputTypes
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        facts.Document.Operations.SelectMany(operation => operation.Variables)
            .Where(variable => Execution.TypeReferences.Find(facts.Schema, variable.Type) is { IsInput: false })
            .Select(
                variable =>
                    Violation.Of(
                        $"Variable \"${variable.Variable.Name}\" cannot be of type {Printer.Print(variable.Type)}, which is no input type.", variable.Type));
}
