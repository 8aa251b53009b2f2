using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>A variable's type fits every place where it is used. (GraphQL, section 5.8.5.)</summary>
internal static class VariablesInAllowedPosition
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) =>
        from operation in facts.Document.Operations
        where operation.Variables.Length > 0
        let reachable = facts.Reachable(operation)
        from usage in facts.Variables
        where usage.Type is not null && reachable.Contains(usage.Owner)
        let variable = operation.Variables.LastOrDefault(variable => variable.Variable.Name == usage.Node.Name)
        where variable is not null
        let type = Execution.TypeReferences.Find(facts.Schema, variable.Type)
        where type is not null
        from error in Check(type, variable, usage)
        select error;

    private static IEnumerable<GraphQlError> Check(SchemaType type, VariableDefinitionNode variable, VariableFact usage)
    {
        if (!IsAllowed(type, variable.Default, usage))
            yield return Violation.Of(
                $"Variable \"${usage.Node.Name}\" of type {type} is used where a value of type {usage.Type} is wanted.", variable, usage.Node);
        if (usage.IsOneOfField && type is not NonNullType)
            yield return Violation.Of(
                $"Variable \"${usage.Node.Name}\" of type {type} may be null, but is used where exactly one value must be given.", variable, usage.Node);
    }

    /// <summary>IsVariableUsageAllowed: a nullable variable may stand at a non-null place when one of the two has a default.</summary>
    private static bool IsAllowed(SchemaType type, ValueNode? variableDefault, VariableFact usage) =>
        usage.Type is NonNullType place && type is not NonNullType
            ? (variableDefault is not (null or NullNode) || usage.HasDefault) && Subtypes.IsSubtype(type, place.Type)
            : Subtypes.IsSubtype(type, usage.Type!);
}
