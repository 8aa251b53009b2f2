using System.Collections.Immutable;

namespace Verwaltung.GraphQl.Language;

/// <summary>Prints the schema definition language.</summary>
internal static partial class Printer
{
    private static string PrintTypeSystem(DefinitionNode definition) => definition switch
    {
        TypeSystemNode { IsExtension: true } extension => "extend " + Body(extension),
        TypeSystemNode node => Description(node.Description) + Body(node),
        DirectiveDefinitionNode node =>
            $"{Description(node.Description)}directive @{node.Name.Value}{Inputs(node.Arguments)}{Print(node.Directives)}"
            + $"{(node.IsRepeatable ? " repeatable" : "")} on {string.Join(" | ", node.Locations.Select(location => location.Value))}",
        DirectiveExtensionNode node => $"extend directive @{node.Name.Value}{Print(node.Directives)}",
        _ => throw new NotSupportedException($"Expected a definition but found {definition.GetType().Name}."),
    };

    private static string Body(TypeSystemNode node) => node switch
    {
        SchemaNode schema => $"schema{Print(schema.Directives)}{Block(schema.Roots, root => $"{Keyword(root.Operation)}: {root.Type.Name}")}",
        ScalarTypeNode scalar => $"scalar {scalar.Name.Value}{Print(scalar.Directives)}",
        ObjectTypeNode type => $"type {type.Name.Value}{Implements(type.Interfaces)}{Print(type.Directives)}{Block(type.Fields, Print)}",
        InterfaceTypeNode type => $"interface {type.Name.Value}{Implements(type.Interfaces)}{Print(type.Directives)}{Block(type.Fields, Print)}",
        UnionTypeNode union =>
            $"union {union.Name.Value}{Print(union.Directives)}"
            + (union.Members.IsEmpty ? "" : " = " + string.Join(" | ", union.Members.Select(member => member.Name))),
        EnumTypeNode type =>
            $"enum {type.Name.Value}{Print(type.Directives)}"
            + Block(type.Values, value => $"{Description(value.Description)}{value.Name.Value}{Print(value.Directives)}"),
        InputObjectTypeNode type => $"input {type.Name.Value}{Print(type.Directives)}{Block(type.Fields, Print)}",
        _ => throw new NotSupportedException($"Expected a definition of the type system but found {node.GetType().Name}."),
    };

    private static string Print(FieldDefinitionNode field) =>
        $"{Description(field.Description)}{field.Name.Value}{Inputs(field.Arguments)}: {Print(field.Type)}{Print(field.Directives)}";

    private static string Print(InputValueNode input) =>
        $"{Description(input.Description)}{input.Name.Value}: {Print(input.Type)}"
        + $"{(input.Default is null ? "" : " = " + Print(input.Default))}{Print(input.Directives)}";

    private static string Inputs(ImmutableArray<InputValueNode> inputs) => inputs.IsEmpty ? "" : $"({string.Join(", ", inputs.Select(Print))})";

    private static string Implements(ImmutableArray<NamedTypeNode> interfaces) =>
        interfaces.IsEmpty ? "" : " implements " + string.Join(" & ", interfaces.Select(one => one.Name));

    private static string Block<T>(ImmutableArray<T> members, Func<T, string> print) =>
        members.IsEmpty ? "" : $" {{\n{string.Concat(members.Select(member => $"  {print(member)}\n"))}}}";
}
