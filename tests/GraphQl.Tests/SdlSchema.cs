using System.Collections.Immutable;
using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Tests;

/// <summary>A schema of test material given in SDL; its fields have the values of the differential test.</summary>
internal sealed class SdlSchema
{
    private readonly DocumentNode document;
    private readonly bool isLate;
    private Type clrType = typeof(int);
    private readonly Dictionary<string, NamedType> types = new[] { Scalars.Int, Scalars.Float, Scalars.String, Scalars.Boolean, Scalars.ID }.ToDictionary(type => type.Name, NamedType (type) => type);

    private SdlSchema(DocumentNode document, bool isLate) => (this.document, this.isLate) = (document, isLate);

    /// <param name="sdl">The types.</param>
    /// <param name="isLate">Whether half of the values have to be waited for.</param>
    public static GraphQlSchema Parse(string sdl, bool isLate = false) => new SdlSchema(Parser.Parse(sdl), isLate).Build();

    private GraphQlSchema Build()
    {
        var definitions = document.Definitions.OfType<TypeDefinitionNode>().ToList();
        foreach (var definition in definitions)
            types.TryAdd(definition.Name.Value, Declare(definition));
        foreach (var definition in definitions)
            Fill(definition);
        var roots = document.Definitions.OfType<SchemaNode>().SelectMany(schema => schema.Roots).ToDictionary(root => root.Operation, root => (ObjectType)types[root.Type.Name]);
        return new(roots.GetValueOrDefault(OperationType.Query) ?? (ObjectType)types["Query"], roots.GetValueOrDefault(OperationType.Mutation) ?? types.GetValueOrDefault("Mutation") as ObjectType, types.Values, roots.GetValueOrDefault(OperationType.Subscription) ?? types.GetValueOrDefault("Subscription") as ObjectType)
        {
            Directives = [.. Introspection.Directives, .. document.Definitions.OfType<DirectiveDefinitionNode>().Select(directive => new DirectiveDefinition(
                directive.Name.Value, "", [.. directive.Locations.Select(location => location.Value)], Inputs(directive.Arguments), directive.IsRepeatable))],
        };
    }

    private NamedType Declare(TypeDefinitionNode definition) => definition switch
    {
        ObjectTypeNode => new ObjectType(definition.Name.Value) { ClrType = clrType = Differential.Thing<int>.Next(clrType) },
        InterfaceTypeNode => new InterfaceType(definition.Name.Value),
        UnionTypeNode => new UnionType(definition.Name.Value),
        InputObjectTypeNode => new InputObjectType(definition.Name.Value) { IsOneOf = definition.Directives.Any(directive => directive.Name.Value == "oneOf") },
        EnumTypeNode node => new EnumType(definition.Name.Value, [.. node.Values.Select(value => new EnumValue(value.Name.Value, value.Name.Value, null, Deprecated(value.Directives)))]),
        ScalarTypeNode { Name.Value: "JSON" } => Scalars.Json,
        _ => new ScalarType(definition.Name.Value, literal => literal, json => json, value => value),
    };

    private void Fill(TypeDefinitionNode definition)
    {
        var (fields, interfaces) = definition switch
        {
            ObjectTypeNode node => (node.Fields, node.Interfaces),
            InterfaceTypeNode node => (node.Fields, node.Interfaces),
            _ => ([], []),
        };
        foreach (var field in fields)
            ((FieldsType)types[definition.Name.Value]).Add(Field((FieldsType)types[definition.Name.Value], field));
        foreach (var implemented in interfaces)
            ((FieldsType)types[definition.Name.Value]).Implement((InterfaceType)types[implemented.Name]);
        foreach (var member in (definition as UnionTypeNode)?.Members ?? [])
            ((UnionType)types[definition.Name.Value]).Add((ObjectType)types[member.Name]);
        foreach (var input in Inputs((definition as InputObjectTypeNode)?.Fields ?? []))
            ((InputObjectType)types[definition.Name.Value]).Add(input);
    }

    private Field Field(FieldsType owner, FieldDefinitionNode node)
    {
        var field = new Field(node.Name.Value, Type(node.Type)) { Arguments = Inputs(node.Arguments) };
        return owner is not ObjectType type ? field : new(field.Name, field.Type)
        {
            Arguments = field.Arguments,
            Resolver = Resolver(type, field),
            DeprecationReason = Deprecated(node.Directives),
        };
    }

    private Resolver Resolver(ObjectType type, Field field) =>
        Differential.Thing.Resolver(type, field) is var resolver && isLate ? Differential.Thing.Late(resolver) : resolver;

    private static string? Deprecated(ImmutableArray<DirectiveNode> directives) =>
        directives.FirstOrDefault(directive => directive.Name.Value == "deprecated") is { } found ? found.Arguments is [{ Value: StringNode reason }] ? reason.Value : "No longer supported" : null;

    private ImmutableArray<InputValue> Inputs(ImmutableArray<InputValueNode> nodes) =>
        [.. nodes.Select(node => new InputValue(node.Name.Value, Type(node.Type)) { Default = node.Default })];

    private SchemaType Type(TypeNode node) => node switch
    {
        NonNullTypeNode nonNull => new NonNullType(Type(nonNull.Type)),
        ListTypeNode list => new ListType(Type(list.Item)),
        _ => types[((NamedTypeNode)node).Name],
    };
}
