using System.Text;
using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Types;

/// <summary>
/// Prints a schema as SDL. Types in ordinal order of their names, members as declared; built-in scalars and directives are left out (section 3.3 and
/// 3.5), what fields cost is said (<see cref="CostDirectives"/>).
/// </summary>
internal static class SchemaPrinter
{
    private static readonly HashSet<NamedType> BuiltIn = [Scalars.Int, Scalars.Float, Scalars.String, Scalars.Boolean, Scalars.ID];

    public static string Print(GraphQlSchema schema)
    {
        var types = schema.Types.Values.Where(type => !BuiltIn.Contains(type) && !Introspection.IsIntrospectionType(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal);
        var directives = schema.Directives.Where(directive => !Introspection.Directives.Contains(directive))
            .Select(directive => Description(directive.Description, "") + Print(directive));
        return string.Join('\n', directives.Concat(types.Select(type => Description(type.Description, "") + Print(type))));
    }

    private static string Print(NamedType type) => type switch
    {
        ScalarType scalar => $"scalar {scalar.Name}{(scalar.SpecifiedBy is null ? "" : $" @specifiedBy(url: {Printer.Text(scalar.SpecifiedBy)})")}\n",
        EnumType enumType =>
            $"enum {type.Name} " + Block(enumType.Values.Select(
                value => Description(value.Description, "  ") + "  " + value.Name + Deprecated(value.DeprecationReason))),
        UnionType union => $"union {type.Name} = {string.Join(" | ", union.PossibleTypes.Select(member => member.Name))}\n",
        InputObjectType input =>
            $"input {type.Name}{(input.IsOneOf ? " @oneOf" : "")} "
            + Block(input.Fields.Select(field => Description(field.Description, "  ") + "  " + Print(field))),
        FieldsType fields => $"{(type is ObjectType ? "type" : "interface")} {type.Name}{Implements(fields)} {Block(fields.Fields.Select(Print))}",
        _ => throw new InvalidOperationException($"Expected a named type but found {type.GetType().Name}."),
    };

    private static string Implements(FieldsType type) =>
        type.Interfaces.Count == 0
            ? ""
            : " implements " + string.Join(" & ", type.Interfaces.Select(implemented => implemented.Name).Order(StringComparer.Ordinal));

    private static string Block(IEnumerable<string> members) => $"{{\n{string.Join('\n', members)}\n}}\n";

    private static string Print(DirectiveDefinition directive) =>
        $"directive @{directive.Name}{Arguments(directive.Arguments, "")}{(directive.IsRepeatable ? " repeatable" : "")}"
        + $" on {string.Join(" | ", directive.Locations)}\n";

    private static string Print(Field field) =>
        Description(field.Description, "  ")
            + "  "
            + field.Name
            + Arguments(field.Arguments, "  ")
            + ": "
            + field.Type
            + Deprecated(field.DeprecationReason)
            + CostDirectives.Print(field);

    private static string Arguments(IReadOnlyList<InputValue> arguments, string indent)
    {
        if (arguments.Count == 0)
            return "";
        return arguments.All(argument => argument.Description is null)
            ? $"({string.Join(", ", arguments.Select(Print))})"
            : "(\n"
                + string.Join('\n', arguments.Select(argument => Description(argument.Description, indent + "  ") + indent + "  " + Print(argument)))
                + $"\n{indent})";
    }

    private static string Print(InputValue input) =>
        $"{input.Name}: {input.Type}{(input.Default is null ? "" : " = " + Printer.Print(input.Default))}{Deprecated(input.DeprecationReason)}";

    private static string Deprecated(string? reason) => reason is null ? "" : $" @deprecated(reason: {Printer.Text(reason)})";

    /// <summary>A description on lines of its own, as a block string when it has several.</summary>
    private static string Description(string? description, string indent)
    {
        if (string.IsNullOrEmpty(description))
            return "";
        if (!description.Contains('\n', StringComparison.Ordinal))
            return $"{indent}{Printer.Text(description)}\n";
        var text = new StringBuilder($"{indent}\"\"\"\n");
        foreach (var line in description.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal).Split('\n'))
            text.Append(line.Length == 0 ? "" : indent).Append(line).Append('\n');
        return text.Append(indent).Append("\"\"\"\n").ToString();
    }
}
