using System.Collections.Immutable;

namespace Verwaltung.GraphQl.Language;

/// <summary>A node of a parsed document, with the place where it starts.</summary>
internal abstract record Node
{
    public SourceLocation Location { get; init; }
}

internal sealed record DocumentNode(ImmutableArray<DefinitionNode> Definitions) : Node
{
    public IEnumerable<OperationNode> Operations => Definitions.OfType<OperationNode>();

    public IEnumerable<FragmentNode> Fragments => Definitions.OfType<FragmentNode>();
}

internal abstract record DefinitionNode : Node;

internal sealed record NameNode(string Value) : Node;

// Executable definitions (section 2.2 and following)

internal enum OperationType
{
    Query,
    Mutation,
    Subscription,
}

internal sealed record OperationNode(
    OperationType Type, NameNode? Name, ImmutableArray<VariableDefinitionNode> Variables, ImmutableArray<DirectiveNode> Directives,
    SelectionSetNode SelectionSet, string? Description = null) : DefinitionNode;

internal sealed record FragmentNode(
    NameNode Name, NamedTypeNode TypeCondition, ImmutableArray<DirectiveNode> Directives, SelectionSetNode SelectionSet,
    string? Description = null) : DefinitionNode;

internal sealed record VariableDefinitionNode(
    VariableNode Variable, TypeNode Type, ValueNode? Default, ImmutableArray<DirectiveNode> Directives, string? Description = null) : Node;

internal sealed record SelectionSetNode(ImmutableArray<SelectionNode> Selections) : Node;

internal abstract record SelectionNode(ImmutableArray<DirectiveNode> Directives) : Node;

internal sealed record FieldNode(
    NameNode? Alias, NameNode Name, ImmutableArray<ArgumentNode> Arguments, ImmutableArray<DirectiveNode> Directives,
    SelectionSetNode? SelectionSet) : SelectionNode(Directives)
{
    public string ResponseName => (Alias ?? Name).Value;
}

internal sealed record FragmentSpreadNode(NameNode Name, ImmutableArray<DirectiveNode> Directives) : SelectionNode(Directives);

internal sealed record InlineFragmentNode(
    NamedTypeNode? TypeCondition, ImmutableArray<DirectiveNode> Directives, SelectionSetNode SelectionSet) : SelectionNode(Directives);

internal sealed record ArgumentNode(NameNode Name, ValueNode Value) : Node;

internal sealed record DirectiveNode(NameNode Name, ImmutableArray<ArgumentNode> Arguments) : Node;

// Values (section 2.10)

internal abstract record ValueNode : Node;

internal sealed record VariableNode(NameNode Identifier) : ValueNode
{
    public string Name => Identifier.Value;
}

internal sealed record IntNode(string Text) : ValueNode;

internal sealed record FloatNode(string Text) : ValueNode;

internal sealed record StringNode(string Value, bool IsBlock = false) : ValueNode;

internal sealed record BooleanNode(bool Value) : ValueNode;

internal sealed record NullNode : ValueNode;

internal sealed record EnumNode(string Name) : ValueNode;

internal sealed record ListNode(ImmutableArray<ValueNode> Items) : ValueNode;

internal sealed record ObjectNode(ImmutableArray<ObjectFieldNode> Fields) : ValueNode;

internal sealed record ObjectFieldNode(NameNode Name, ValueNode Value) : Node;

// Type references (section 2.12)

internal abstract record TypeNode : Node;

internal sealed record NamedTypeNode(string Name) : TypeNode;

internal sealed record ListTypeNode(TypeNode Item) : TypeNode;

internal sealed record NonNullTypeNode(TypeNode Type) : TypeNode;
