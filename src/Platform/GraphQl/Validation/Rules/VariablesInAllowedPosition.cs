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
        let variable = operation.Variables.FirstOrDefault(variable => variable.Variable.Name == usage.Node.Name)
        where variable is not null
        let type = Execution.TypeReferences.Find(facts.Schema, variable.Type)
        where type is { IsInput: true } && !IsAllowed(type, variable.Default, usage)
        select Violation.Of($"Variable \"${usage.Node.Name}\" of type {type} is used where a value of type {usage.Type}{(usage.IsOneOfField ? ", not null," : "")} is wanted.", variable, usage.Node);

    /// <summary>IsVariableUsageAllowed: a nullable variable may stand at a non-null place when one of the two has a default.</summary>
    private static bool IsAllowed(SchemaType type, ValueNode? variableDefault, VariableFact usage)
    {
        if (usage.IsOneOfField && type is not NonNullType)
            return false;
        if (usage.Type is NonNullType place && type is not NonNullType)
            return (variableDefault is not (null or NullNode) || usage.HasDefault) && AreCompatible(type, place.Type);
        return AreCompatible(type, usage.Type!);
    }

    private static bool AreCompatible(SchemaType type, SchemaType place) => (type, place) switch
    {
        (NonNullType a, NonNullType b) => AreCompatible(a.Type, b.Type),
        (_, NonNullType) => false,
        (NonNullType a, _) => AreCompatible(a.Type, place),
        (ListType a, ListType b) => AreCompatible(a.Item, b.Item),
        _ => type == place,
    };
}
