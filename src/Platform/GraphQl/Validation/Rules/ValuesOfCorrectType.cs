using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation.Rules;

/// <summary>
/// Literals have the type of their place; input objects have known and all required fields, and exactly one where that is asked. (GraphQL, section
/// 5.6.1, 5.6.2, 5.6.4 and 5.6.5.)
/// </summary>
internal static class ValuesOfCorrectType
{
    public static IEnumerable<GraphQlError> Check(DocumentFacts facts) => facts.Values.SelectMany(value => Check(value.Value, value.Type));

    private static IEnumerable<GraphQlError> Check(ValueNode value, SchemaType type) => (type, value) switch
    {
        (_, VariableNode) => [], // its type is compared in VariablesInAllowedPosition
        (NonNullType, NullNode) => [Wrong(type, value)],
        (NonNullType nonNull, _) => Check(value, nonNull.Type),
        (_, NullNode) => [],
        (ListType list, ListNode items) => items.Items.SelectMany(item => Check(item, list.Item)),
        (ListType list, _) => Check(value, list.Item),
        (InputObjectType input, ObjectNode node) => Check(node, input),
        (EnumType enumType, EnumNode name) => enumType.Find(name.Name) is not null
            ? []
            : [Wrong(type, value, Suggestion.For(name.Name, enumType.Values.Select(known => known.Name)))],
        (ScalarType scalar, _) => Check(value, scalar),
        _ => [Wrong(type, value)],
    };

    private static IEnumerable<GraphQlError> Check(ValueNode value, ScalarType scalar)
    {
        if (HasVariables(value) && !scalar.IsBuiltIn)
            return []; // read with its variables at execution
        try
        {
            scalar.FromLiteral(value);
            return [];
        }
        catch (InputException fault)
        {
            return [Violation.Of(fault.Path.Length == 0 ? fault.Message : fault.At(scalar.Name), value)];
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or OverflowException)
        {
            return [Violation.Of(fault.Message, value)];
        }
    }

    /// <summary>Of a field given twice (refused by UniqueInputFieldNames) the last value counts.</summary>
    private static IEnumerable<GraphQlError> Check(ObjectNode node, InputObjectType type)
    {
        var (known, unknown) = (
            node.Fields.Where(field => type.Find(field.Name.Value) is not null).ToList(), node.Fields.Where(field => type.Find(field.Name.Value) is null));
        foreach (var given in known.GroupBy(field => field.Name.Value))
            foreach (var error in Check(given.Last().Value, type.Find(given.Key)!.Type))
                yield return error;
        foreach (var field in unknown)
            yield return Violation.Of(
                $"Type {type} has no field \"{field.Name.Value}\".{Suggestion.For(field.Name.Value, type.Fields.Select(one => one.Name))}", field);
        foreach (var missing in type.Fields.Where(field => field.IsRequired && node.Fields.All(given => given.Name.Value != field.Name)))
            yield return Violation.Of($"Field \"{missing.Name}\" of type {missing.Type} is missing in {type}.", node);
        if (type.IsOneOf && known is not [{ Value: not NullNode }])
            yield return Violation.Of($"Exactly one field of {type} must be given, and not null.", node);
    }

    private static bool HasVariables(ValueNode value) => value switch
    {
        VariableNode => true,
        ListNode list => list.Items.Any(HasVariables),
        ObjectNode node => node.Fields.Any(field => HasVariables(field.Value)),
        _ => false,
    };

    private static GraphQlError Wrong(SchemaType type, ValueNode value, string hint = "") =>
        Violation.Of($"Expected a value of type {type}, found {Printer.Print(value)}.{hint}", value);
}
