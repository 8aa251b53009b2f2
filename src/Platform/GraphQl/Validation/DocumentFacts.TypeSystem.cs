using System.Collections.Immutable;
using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Validation;

/// <summary>
/// Definitions of types in a document that is sent for execution: refused anyway (section 5.1.1), but whoever sends them by mistake is told of
/// unknown types and directives in the same answer, as by the reference.
/// </summary>
internal sealed partial class DocumentFacts
{
    private readonly Dictionary<string, DirectiveDefinition> ownDirectives = [];

    /// <summary>The directive that the document defines itself, else that of the schema.</summary>
    public DirectiveDefinition? FindDirective(string name) => ownDirectives.GetValueOrDefault(name) ?? Schema.FindDirective(name);

    private static DirectiveDefinition Define(DirectiveDefinitionNode node) =>
        new(
            node.Name.Value, "", [.. node.Locations.Select(location => location.Value)], [
                .. node.Arguments.Select(argument => new InputValue(argument.Name.Value, Unchecked(argument.Type)) { Default = argument.Default })
            ], node.IsRepeatable);

    /// <summary>Whether the argument is required is all that matters of its type.</summary>
    private static SchemaType Unchecked(TypeNode type) => type is NonNullTypeNode ? new NonNullType(Scalars.String) : Scalars.String;

    private void VisitTypeSystem(DefinitionNode definition)
    {
        switch (definition)
        {
            case SchemaNode schema:
                Visit(schema.Directives, "SCHEMA", "schema");
                TypeNames.AddRange(schema.Roots.Select(root => root.Type));
                break;
            case ScalarTypeNode scalar:
                Visit(scalar.Directives, "SCALAR", scalar.Name.Value);
                break;
            case ObjectTypeNode type:
                VisitFields(type, type.Interfaces, "OBJECT", type.Fields);
                break;
            case InterfaceTypeNode type:
                VisitFields(type, type.Interfaces, "INTERFACE", type.Fields);
                break;
            case UnionTypeNode union:
                Visit(union.Directives, "UNION", union.Name.Value);
                TypeNames.AddRange(union.Members);
                break;
            case EnumTypeNode enumType:
                Visit(enumType.Directives, "ENUM", enumType.Name.Value);
                foreach (var value in enumType.Values)
                    Visit(value.Directives, "ENUM_VALUE");
                break;
            case InputObjectTypeNode input:
                Visit(input.Directives, "INPUT_OBJECT", input.Name.Value);
                VisitInputs(input.Fields, "INPUT_FIELD_DEFINITION");
                break;
            case DirectiveDefinitionNode directive:
                VisitInputs(directive.Arguments, "ARGUMENT_DEFINITION");
                Visit(directive.Directives, "DIRECTIVE_DEFINITION", "@" + directive.Name.Value);
                break;
            case DirectiveExtensionNode directive:
                Visit(directive.Directives, "DIRECTIVE_DEFINITION", "@" + directive.Name.Value);
                break;
        }
    }

    private void VisitFields(TypeDefinitionNode type, ImmutableArray<NamedTypeNode> interfaces, string location, ImmutableArray<FieldDefinitionNode> fields)
    {
        TypeNames.AddRange(interfaces);
        Visit(type.Directives, location, type.Name.Value);
        foreach (var field in fields)
        {
            VisitInputs(field.Arguments, "ARGUMENT_DEFINITION");
            Visit(field.Type);
            Visit(field.Directives, "FIELD_DEFINITION");
        }
    }

    private void VisitInputs(ImmutableArray<InputValueNode> inputs, string location)
    {
        foreach (var input in inputs)
        {
            Visit(input.Type);
            if (input.Default is { } value)
                Visit(value, null);
            Visit(input.Directives, location);
        }
    }
}
