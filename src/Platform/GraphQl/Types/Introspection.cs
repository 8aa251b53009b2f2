using System.Collections.Immutable;
using Verwaltung.GraphQl.Execution;
using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Types;

/// <summary>The schema's description of itself (GraphQL, section 4) and the directives every schema has (section 3.13).</summary>
internal static class Introspection
{
    private static readonly NonNullType Text = new(Scalars.String);
    private static readonly NonNullType Flag = new(Scalars.Boolean);

    public static readonly DirectiveDefinition Skip = new(
        "skip", "Leaves the selection out if true.", ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"],
        [new("if", Flag) { Description = "Left out when true." }]);

    public static readonly DirectiveDefinition Include = new(
        "include", "Takes the selection in only if true.", ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"],
        [new("if", Flag) { Description = "Taken in when true." }]);

    public static readonly ImmutableArray<DirectiveDefinition> Directives =
    [
        Skip,
        Include,
        new(
            "deprecated", "Marks what should not be used any more.", ["FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INPUT_FIELD_DEFINITION", "ENUM_VALUE"], [
                new("reason", Text) { Default = new StringNode("No longer supported"), Description = "What to use instead." }
            ]),
        new("specifiedBy", "Where the form of a scalar is specified.", ["SCALAR"], [new("url", Text) { Description = "The specification." }]),
        new("oneOf", "Exactly one field of the input is given.", ["INPUT_OBJECT"], []),
    ];

    private static readonly InputValue IncludeDeprecated = new("includeDeprecated", Flag) { Default = new BooleanNode(false) };

    private static readonly EnumType TypeKind = Enum("__TypeKind", "SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM", "INPUT_OBJECT", "LIST", "NON_NULL");

    private static readonly EnumType DirectiveLocation = Enum(
        "__DirectiveLocation", "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
        "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT",
        "INPUT_FIELD_DEFINITION");

    private static readonly ObjectType Schema = new("__Schema") { Description = "What the service offers." };
    private static readonly ObjectType Type = new("__Type") { Description = "A type of the schema." };
    private static readonly ObjectType FieldType = new("__Field") { Description = "A field of an object or interface." };
    private static readonly ObjectType InputValueType = new("__InputValue") { Description = "An argument or input field." };
    private static readonly ObjectType EnumValueType = new("__EnumValue") { Description = "A value of an enum." };
    private static readonly ObjectType DirectiveType = new("__Directive") { Description = "A directive." };

    public static readonly ImmutableArray<NamedType> Types = [
        Schema, Type, FieldType, InputValueType, EnumValueType, DirectiveType, TypeKind, DirectiveLocation
    ];

    /// <summary>The field <c>__typename</c> of every object (section 4.1); the executor answers it.</summary>
    public static readonly Field TypeName =
        new("__typename", Text) { Getter = _ => throw new InvalidOperationException("Expected the executor to answer __typename.") };

    /// <summary>The field <c>__schema</c> of the query type.</summary>
    public static readonly Field SchemaField = new("__schema", new NonNullType(Schema)) { Resolver = context => new(context.Request.Schema) };

    /// <summary>The field <c>__type</c> of the query type.</summary>
    public static readonly Field TypeField = new("__type", Type)
    {
        Arguments = [new("name", Text)],
        Resolver = context => new(context.Request.Schema.Types.GetValueOrDefault((string)context.Arguments[0]!)),
    };

    static Introspection()
    {
        Schema.Add<GraphQlSchema>("description", Scalars.String, _ => null);
        Schema.Add<GraphQlSchema>("types", List(Type), schema => schema.Types.Values.OrderBy(type => type.Name, StringComparer.Ordinal));
        Schema.Add<GraphQlSchema>("queryType", new NonNullType(Type), schema => schema.Query);
        Schema.Add<GraphQlSchema>("mutationType", Type, schema => schema.Mutation);
        Schema.Add<GraphQlSchema>("subscriptionType", Type, schema => schema.Subscription);
        Schema.Add<GraphQlSchema>("directives", List(DirectiveType), schema => schema.Directives);

        Type.Add<SchemaType>("kind", new NonNullType(TypeKind), Kind);
        Type.Add<SchemaType>("name", Scalars.String, type => (type as NamedType)?.Name);
        Type.Add<SchemaType>("description", Scalars.String, type => (type as NamedType)?.Description);
        Type.Add<SchemaType>("specifiedByURL", Scalars.String, type => (type as ScalarType)?.SpecifiedBy);
        Type.AddFiltered<SchemaType, Field>("fields", FieldType, type => (type as FieldsType)?.Fields, field => field.DeprecationReason);
        Type.Add<SchemaType>("interfaces", new ListType(new NonNullType(Type)), type => (type as FieldsType)?.Interfaces);
        Type.Add<SchemaType>("possibleTypes", new ListType(new NonNullType(Type)), type => (type as IAbstractType)?.PossibleTypes);
        Type.AddFiltered<SchemaType, EnumValue>("enumValues", EnumValueType, type => (type as EnumType)?.Values, value => value.DeprecationReason);
        Type.AddFiltered<SchemaType, InputValue>("inputFields", InputValueType, type => (type as InputObjectType)?.Fields, field => field.DeprecationReason);
        Type.Add<SchemaType>("ofType", Type, type => type switch { ListType list => list.Item, NonNullType nonNull => nonNull.Type, _ => null });
        Type.Add<SchemaType>("isOneOf", Scalars.Boolean, type => (type as InputObjectType)?.IsOneOf);

        FieldType.Add<Field>("name", Text, field => field.Name);
        FieldType.Add<Field>("description", Scalars.String, field => field.Description);
        FieldType.AddFiltered<Field, InputValue>("args", InputValueType, field => field.Arguments, argument => argument.DeprecationReason, isRequired: true);
        FieldType.Add<Field>("type", new NonNullType(Type), field => field.Type);
        FieldType.Add<Field>("isDeprecated", Flag, field => field.DeprecationReason is not null);
        FieldType.Add<Field>("deprecationReason", Scalars.String, field => field.DeprecationReason);

        InputValueType.Add<InputValue>("name", Text, input => input.Name);
        InputValueType.Add<InputValue>("description", Scalars.String, input => input.Description);
        InputValueType.Add<InputValue>("type", new NonNullType(Type), input => input.Type);
        InputValueType.Add<InputValue>("defaultValue", Scalars.String, input => input.Default is null ? null : Printer.Print(input.Default));
        InputValueType.Add<InputValue>("isDeprecated", Flag, input => input.DeprecationReason is not null);
        InputValueType.Add<InputValue>("deprecationReason", Scalars.String, input => input.DeprecationReason);

        EnumValueType.Add<EnumValue>("name", Text, value => value.Name);
        EnumValueType.Add<EnumValue>("description", Scalars.String, value => value.Description);
        EnumValueType.Add<EnumValue>("isDeprecated", Flag, value => value.DeprecationReason is not null);
        EnumValueType.Add<EnumValue>("deprecationReason", Scalars.String, value => value.DeprecationReason);

        DirectiveType.Add<DirectiveDefinition>("name", Text, directive => directive.Name);
        DirectiveType.Add<DirectiveDefinition>("description", Scalars.String, directive => directive.Description);
        DirectiveType.Add<DirectiveDefinition>("isRepeatable", Flag, directive => directive.IsRepeatable);
        DirectiveType.Add<DirectiveDefinition>("locations", List(DirectiveLocation), directive => directive.Locations);
        DirectiveType.AddFiltered<DirectiveDefinition, InputValue>(
            "args", InputValueType, directive => directive.Arguments, argument => argument.DeprecationReason, isRequired: true);
    }

    public static bool IsIntrospectionType(NamedType type) => Types.Contains(type);

    /// <summary>A field of a type, the introspection fields included; null when it has none of that name.</summary>
    public static Field? FindField(GraphQlSchema schema, NamedType type, string name) => name switch
    {
        "__typename" when type.IsComposite => TypeName,
        "__schema" when type == schema.Query => SchemaField,
        "__type" when type == schema.Query => TypeField,
        _ => (type as FieldsType)?.Find(name),
    };

    private static string Kind(SchemaType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListType => "LIST",
        _ => "NON_NULL",
    };

    private static NonNullType List(NamedType item) => new(new ListType(new NonNullType(item)));

    private static EnumType Enum(string name, params ReadOnlySpan<string> values)
    {
        var members = ImmutableArray.CreateBuilder<EnumValue>();
        foreach (var value in values)
            members.Add(new(value, value));
        return new(name, members.ToImmutable());
    }

    private static void Add<TSource>(this ObjectType type, string name, SchemaType of, Func<TSource, object?> get) =>
        type.Add(new Field(name, of) { Getter = source => get((TSource)source) });

    /// <summary>A list without what is deprecated, unless <c>includeDeprecated</c> asks for it.</summary>
    private static void AddFiltered<TSource, TItem>(
        this ObjectType type, string name, ObjectType item, Func<TSource, IEnumerable<TItem>?> get, Func<TItem, string?> deprecation,
        bool isRequired = false) =>
        type.Add(new Field(name, isRequired ? List(item) : List(item).Type)
        {
            Arguments = [IncludeDeprecated],
            Resolver = context =>
                new(context.Arguments[0] is true ? get((TSource)context.Parent) : get((TSource)context.Parent)?.Where(one => deprecation(one) is null)),
        });
}
