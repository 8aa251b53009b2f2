using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Verwaltung.GraphQl.Language;

/// <summary>Prints documents, values and type references so that they parse to the same again.</summary>
internal static partial class Printer
{
    // GraphQL's strings escape as JSON's do; what need not be escaped stays readable.
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Print(DocumentNode document) => string.Join("\n\n", document.Definitions.Select(Print)) + "\n";

    public static string Print(DefinitionNode definition) => definition switch
    {
        OperationNode operation => Description(operation.Description) + Head(operation) + Print(operation.SelectionSet, 0),
        FragmentNode fragment =>
            $"{Description(fragment.Description)}fragment {fragment.Name.Value} on {fragment.TypeCondition.Name}"
            + $"{Print(fragment.Directives)} {Print(fragment.SelectionSet, 0)}",
        _ => PrintTypeSystem(definition),
    };

    public static string Print(TypeNode type) => type switch
    {
        NamedTypeNode named => named.Name,
        ListTypeNode list => $"[{Print(list.Item)}]",
        NonNullTypeNode nonNull => $"{Print(nonNull.Type)}!",
        _ => throw new NotSupportedException($"Expected a type reference but found {type.GetType().Name}."),
    };

    public static string Print(ValueNode value) => value switch
    {
        VariableNode variable => "$" + variable.Name,
        IntNode number => number.Text,
        FloatNode number => number.Text,
        StringNode text => Text(text.Value),
        BooleanNode boolean => boolean.Value ? "true" : "false",
        NullNode => "null",
        EnumNode name => name.Name,
        ListNode list => $"[{string.Join(", ", list.Items.Select(Print))}]",
        ObjectNode { Fields: [] } => "{}",
        ObjectNode fields => $"{{ {string.Join(", ", fields.Fields.Select(field => $"{field.Name.Value}: {Print(field.Value)}"))} }}",
        _ => throw new NotSupportedException($"Expected a value but found {value.GetType().Name}."),
    };

    public static string Text(string value) => JsonSerializer.Serialize(value, Unescaped);

    private static string Description(string? description) => description is null ? "" : Text(description) + "\n";

    private static string Head(OperationNode operation)
    {
        if (operation is { Type: OperationType.Query, Name: null, Variables: [], Directives: [], Description: null })
            return "";
        var name = operation.Name is null ? "" : " " + operation.Name.Value;
        var variables = operation.Variables.IsEmpty ? "" : $"({string.Join(", ", operation.Variables.Select(Print))})";
        return $"{Keyword(operation.Type)}{name}{variables}{Print(operation.Directives)} ";
    }

    private static string Keyword(OperationType type) =>
        type switch { OperationType.Query => "query", OperationType.Mutation => "mutation", _ => "subscription" };

    private static string Print(VariableDefinitionNode variable)
    {
        var description = variable.Description is null ? "" : Text(variable.Description) + " ";
        var @default = variable.Default is null ? "" : " = " + Print(variable.Default);
        return $"{description}${variable.Variable.Name}: {Print(variable.Type)}{@default}{Print(variable.Directives)}";
    }

    private static string Print(SelectionSetNode set, int depth)
    {
        var indent = new string(' ', 2 * depth);
        var text = new StringBuilder("{\n");
        foreach (var selection in set.Selections)
            text.Append(indent).Append("  ").Append(Print(selection, depth + 1)).Append('\n');
        return text.Append(indent).Append('}').ToString();
    }

    private static string Print(SelectionNode selection, int depth) => selection switch
    {
        FieldNode field => (field.Alias is null ? "" : field.Alias.Value + ": ") + field.Name.Value + Print(field.Arguments) + Print(field.Directives)
            + (field.SelectionSet is null ? "" : " " + Print(field.SelectionSet, depth)),
        FragmentSpreadNode spread => $"...{spread.Name.Value}{Print(spread.Directives)}",
        InlineFragmentNode inline =>
            $"...{(inline.TypeCondition is null ? "" : $" on {inline.TypeCondition.Name}")}{Print(inline.Directives)} {Print(inline.SelectionSet, depth)}",
        _ => throw new NotSupportedException($"Expected a selection but found {selection.GetType().Name}."),
    };

    private static string Print(ImmutableArray<ArgumentNode> arguments) =>
        arguments.IsEmpty ? "" : $"({string.Join(", ", arguments.Select(argument => $"{argument.Name.Value}: {Print(argument.Value)}"))})";

    private static string Print(ImmutableArray<DirectiveNode> directives) =>
        string.Concat(directives.Select(directive => $" @{directive.Name.Value}{Print(directive.Arguments)}"));
}
