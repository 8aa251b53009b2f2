using System.Collections.Immutable;

namespace Verwaltung.GraphQl.Language;

/// <summary>The schema definition language (GraphQL, section 3).</summary>
internal sealed partial class Parser
{
    /// <summary>
    /// The directive locations (section 3.13) and those of the working draft that the reference reads already: variables of fragments, definitions of
    /// directives.
    /// </summary>
    private static readonly HashSet<string> DirectiveLocations =
    [
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
        "FRAGMENT_VARIABLE_DEFINITION", "DIRECTIVE_DEFINITION", "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE",
        "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION",
    ];

    /// <summary>TypeSystemExtension : extend … ; an extension adds something.</summary>
    private DefinitionNode Extension()
    {
        var location = token.Location;
        ExpectKeyword("extend");
        if (token is { Kind: TokenKind.Name, Text: "directive" })
            return DirectiveExtension() with { Location = location };
        var node = TypeSystem(isExtension: true, null) with { Location = location };
        var addsNothing = node.Directives.IsEmpty && node switch
        {
            SchemaNode schema => schema.Roots.IsEmpty,
            ScalarTypeNode => true,
            ObjectTypeNode type => type.Interfaces.IsEmpty && type.Fields.IsEmpty,
            InterfaceTypeNode type => type.Interfaces.IsEmpty && type.Fields.IsEmpty,
            UnionTypeNode type => type.Members.IsEmpty,
            EnumTypeNode type => type.Values.IsEmpty,
            InputObjectTypeNode type => type.Fields.IsEmpty,
            _ => false,
        };
        return addsNothing ? throw Unexpected() : node;
    }

    private TypeSystemNode TypeSystem(bool isExtension, string? description)
    {
        if (token is not { Kind: TokenKind.Name, Text: { } keyword })
            throw Unexpected();
        return keyword switch
        {
            "schema" => Schema(isExtension, description),
            "scalar" => Scalar(isExtension, description),
            "type" => ObjectType(isExtension, description),
            "interface" => InterfaceType(isExtension, description),
            "union" => Union(isExtension, description),
            "enum" => EnumType(isExtension, description),
            "input" => InputObject(isExtension, description),
            _ => throw Unexpected(),
        };
    }

    /// <summary>SchemaDefinition : Description? schema Directives[Const]? { RootOperationTypeDefinition+ } (optional in an extension)</summary>
    private SchemaNode Schema(bool isExtension, string? description)
    {
        ExpectKeyword("schema");
        var directives = Directives(isConstant: true);
        var roots = isExtension && token.Kind != TokenKind.BraceLeft ? [] : Many(TokenKind.BraceLeft, RootType, TokenKind.BraceRight);
        return new(isExtension, description, directives, roots);
    }

    private RootTypeNode RootType()
    {
        var location = token.Location;
        var operation = OperationKeyword();
        Expect(TokenKind.Colon);
        return new(operation, NamedType()) { Location = location };
    }

    private ScalarTypeNode Scalar(bool isExtension, string? description)
    {
        ExpectKeyword("scalar");
        return new(isExtension, description, Name(), Directives(isConstant: true));
    }

    /// <summary>ObjectTypeDefinition : Description? type Name ImplementsInterfaces? Directives[Const]? FieldsDefinition?</summary>
    private ObjectTypeNode ObjectType(bool isExtension, string? description)
    {
        ExpectKeyword("type");
        return new(isExtension, description, Name(), Implements(), Directives(isConstant: true), Fields());
    }

    private InterfaceTypeNode InterfaceType(bool isExtension, string? description)
    {
        ExpectKeyword("interface");
        return new(isExtension, description, Name(), Implements(), Directives(isConstant: true), Fields());
    }

    private ImmutableArray<NamedTypeNode> Implements() => SkipKeyword("implements") ? Separated(TokenKind.Ampersand, NamedType) : [];

    private ImmutableArray<FieldDefinitionNode> Fields() => OptionalMany(TokenKind.BraceLeft, FieldDefinition, TokenKind.BraceRight);

    /// <summary>FieldDefinition : Description? Name ArgumentsDefinition? : Type Directives[Const]?</summary>
    private FieldDefinitionNode FieldDefinition()
    {
        var location = token.Location;
        var description = Description();
        var name = Name();
        var arguments = OptionalMany(TokenKind.ParenLeft, InputValue, TokenKind.ParenRight);
        Expect(TokenKind.Colon);
        return new(description, name, arguments, Type(), Directives(isConstant: true)) { Location = location };
    }

    /// <summary>InputValueDefinition : Description? Name : Type DefaultValue? Directives[Const]?</summary>
    private InputValueNode InputValue()
    {
        var location = token.Location;
        var description = Description();
        var name = Name();
        Expect(TokenKind.Colon);
        var type = Type();
        var @default = Skip(TokenKind.Equals) ? Value(isConstant: true) : null;
        return new(description, name, type, @default, Directives(isConstant: true)) { Location = location };
    }

    /// <summary>UnionTypeDefinition : Description? union Name Directives[Const]? UnionMemberTypes?</summary>
    private UnionTypeNode Union(bool isExtension, string? description)
    {
        ExpectKeyword("union");
        return new(isExtension, description, Name(), Directives(isConstant: true), Skip(TokenKind.Equals) ? Separated(TokenKind.Pipe, NamedType) : []);
    }

    private EnumTypeNode EnumType(bool isExtension, string? description)
    {
        ExpectKeyword("enum");
        return new(isExtension, description, Name(), Directives(isConstant: true), OptionalMany(TokenKind.BraceLeft, EnumValue, TokenKind.BraceRight));
    }

    private EnumValueNode EnumValue()
    {
        var location = token.Location;
        var description = Description();
        if (token is { Kind: TokenKind.Name, Text: "true" or "false" or "null" })
            throw Unexpected();
        return new(description, Name(), Directives(isConstant: true)) { Location = location };
    }

    private InputObjectTypeNode InputObject(bool isExtension, string? description)
    {
        ExpectKeyword("input");
        return new(isExtension, description, Name(), Directives(isConstant: true), OptionalMany(TokenKind.BraceLeft, InputValue, TokenKind.BraceRight));
    }

    /// <summary>
    /// DirectiveDefinition : Description? directive @ Name ArgumentsDefinition? Directives[Const]? (working draft) repeatable? on DirectiveLocations
    /// </summary>
    private DirectiveDefinitionNode DirectiveDefinition(string? description)
    {
        ExpectKeyword("directive");
        Expect(TokenKind.At);
        var name = Name();
        var arguments = OptionalMany(TokenKind.ParenLeft, InputValue, TokenKind.ParenRight);
        var directives = Directives(isConstant: true);
        var isRepeatable = SkipKeyword("repeatable");
        ExpectKeyword("on");
        return new(description, name, arguments, directives, isRepeatable, Separated(TokenKind.Pipe, DirectiveLocation));
    }

    /// <summary>DirectiveExtension : extend directive @ Name Directives[Const] (working draft)</summary>
    private DirectiveExtensionNode DirectiveExtension()
    {
        ExpectKeyword("directive");
        Expect(TokenKind.At);
        var name = Name();
        return token.Kind == TokenKind.At ? new(name, Directives(isConstant: true)) : throw Unexpected();
    }

    private NameNode DirectiveLocation()
    {
        var found = token;
        var name = Name();
        return DirectiveLocations.Contains(name.Value) ? name : throw Unexpected(found);
    }
}
