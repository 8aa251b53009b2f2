using System.Collections.Immutable;

namespace Verwaltung.GraphQl.Language;

/// <summary>A definition or, when <see cref="IsExtension"/>, an extension of the type system (GraphQL, section 3).</summary>
internal abstract record TypeSystemNode(bool IsExtension, string? Description, ImmutableArray<DirectiveNode> Directives) : DefinitionNode;

internal sealed record SchemaNode(bool IsExtension, string? Description, ImmutableArray<DirectiveNode> Directives, ImmutableArray<RootTypeNode> Roots)
    : TypeSystemNode(IsExtension, Description, Directives);

internal sealed record RootTypeNode(OperationType Operation, NamedTypeNode Type) : Node;

internal abstract record TypeDefinitionNode(bool IsExtension, string? Description, NameNode Name, ImmutableArray<DirectiveNode> Directives)
    : TypeSystemNode(IsExtension, Description, Directives);

internal sealed record ScalarTypeNode(bool IsExtension, string? Description, NameNode Name, ImmutableArray<DirectiveNode> Directives)
    : TypeDefinitionNode(IsExtension, Description, Name, Directives);

internal sealed record ObjectTypeNode(
    bool IsExtension, string? Description, NameNode Name, ImmutableArray<NamedTypeNode> Interfaces, ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<FieldDefinitionNode> Fields)
    : TypeDefinitionNode(IsExtension, Description, Name, Directives);

internal sealed record InterfaceTypeNode(
    bool IsExtension, string? Description, NameNode Name, ImmutableArray<NamedTypeNode> Interfaces, ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<FieldDefinitionNode> Fields)
    : TypeDefinitionNode(IsExtension, Description, Name, Directives);

internal sealed record UnionTypeNode(
    bool IsExtension, string? Description, NameNode Name, ImmutableArray<DirectiveNode> Directives, ImmutableArray<NamedTypeNode> Members)
    : TypeDefinitionNode(IsExtension, Description, Name, Directives);

internal sealed record EnumTypeNode(
    bool IsExtension, string? Description, NameNode Name, ImmutableArray<DirectiveNode> Directives, ImmutableArray<EnumValueNode> Values)
    : TypeDefinitionNode(IsExtension, Description, Name, Directives);

internal sealed record InputObjectTypeNode(
    bool IsExtension, string? Description, NameNode Name, ImmutableArray<DirectiveNode> Directives, ImmutableArray<InputValueNode> Fields)
    : TypeDefinitionNode(IsExtension, Description, Name, Directives);

internal sealed record FieldDefinitionNode(
    string? Description, NameNode Name, ImmutableArray<InputValueNode> Arguments, TypeNode Type, ImmutableArray<DirectiveNode> Directives) : Node;

internal sealed record InputValueNode(string? Description, NameNode Name, TypeNode Type, ValueNode? Default, ImmutableArray<DirectiveNode> Directives) : Node;

internal sealed record EnumValueNode(string? Description, NameNode Name, ImmutableArray<DirectiveNode> Directives) : Node;

internal sealed record DirectiveDefinitionNode(
    string? Description, NameNode Name, ImmutableArray<InputValueNode> Arguments, ImmutableArray<DirectiveNode> Directives, bool IsRepeatable,
    ImmutableArray<NameNode> Locations) : DefinitionNode;

internal sealed record DirectiveExtensionNode(NameNode Name, ImmutableArray<DirectiveNode> Directives) : DefinitionNode;
