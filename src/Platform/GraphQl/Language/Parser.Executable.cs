using System.Collections.Immutable;

namespace Verwaltung.GraphQl.Language;

/// <summary>Operations, selections, fragments, values and type references (GraphQL, sections 2.3 to 2.13).</summary>
internal sealed partial class Parser
{
    /// <summary>OperationDefinition : Description? OperationType Name? VariablesDefinition? Directives? SelectionSet | SelectionSet</summary>
    private OperationNode Operation(string? description)
    {
        var location = token.Location;
        if (token.Kind == TokenKind.BraceLeft)
            return new(OperationType.Query, null, [], [], SelectionSet()) { Location = location };
        var type = OperationKeyword();
        var name = token.Kind == TokenKind.Name ? Name() : null;
        var variables = OptionalMany(TokenKind.ParenLeft, VariableDefinition, TokenKind.ParenRight);
        return new(type, name, variables, Directives(isConstant: false), SelectionSet(), description);
    }

    private OperationType OperationKeyword()
    {
        var keyword = Expect(TokenKind.Name);
        return keyword.Text switch
        {
            "query" => OperationType.Query,
            "mutation" => OperationType.Mutation,
            "subscription" => OperationType.Subscription,
            _ => throw Unexpected(keyword),
        };
    }

    /// <summary>VariableDefinition : Description? Variable : Type DefaultValue? Directives[Const]?</summary>
    private VariableDefinitionNode VariableDefinition()
    {
        var location = token.Location;
        var description = Description();
        var variable = Variable();
        Expect(TokenKind.Colon);
        var type = Type();
        var @default = Skip(TokenKind.Equals) ? Value(isConstant: true) : null;
        return new(variable, type, @default, Directives(isConstant: true), description) { Location = location };
    }

    private VariableNode Variable()
    {
        var location = Expect(TokenKind.Dollar).Location;
        return new(Name()) { Location = location };
    }

    /// <summary>SelectionSet : { Selection+ }</summary>
    private SelectionSetNode SelectionSet()
    {
        var location = token.Location;
        return new(Many(TokenKind.BraceLeft, Selection, TokenKind.BraceRight)) { Location = location };
    }

    /// <summary>Selection : Field | FragmentSpread | InlineFragment</summary>
    private SelectionNode Selection() => token.Kind == TokenKind.Spread ? FragmentSelection() : Field();

    /// <summary>Field : Alias? Name Arguments? Directives? SelectionSet?</summary>
    private FieldNode Field()
    {
        var location = token.Location;
        var name = Name();
        NameNode? alias = null;
        if (Skip(TokenKind.Colon))
            (alias, name) = (name, Name());
        var arguments = Arguments(isConstant: false);
        var directives = Directives(isConstant: false);
        return new(alias, name, arguments, directives, token.Kind == TokenKind.BraceLeft ? SelectionSet() : null) { Location = location };
    }

    private ImmutableArray<ArgumentNode> Arguments(bool isConstant) =>
        token.Kind == TokenKind.ParenLeft ? Many(TokenKind.ParenLeft, () => Argument(isConstant), TokenKind.ParenRight) : [];

    private ArgumentNode Argument(bool isConstant)
    {
        var name = Name();
        Expect(TokenKind.Colon);
        return new(name, Value(isConstant)) { Location = name.Location };
    }

    /// <summary>FragmentSpread : ... FragmentName Directives? ; InlineFragment : ... TypeCondition? Directives? SelectionSet</summary>
    private SelectionNode FragmentSelection()
    {
        var location = Expect(TokenKind.Spread).Location;
        if (token is { Kind: TokenKind.Name, Text: not "on" })
            return new FragmentSpreadNode(Name(), Directives(isConstant: false)) { Location = location };
        var condition = SkipKeyword("on") ? NamedType() : null;
        return new InlineFragmentNode(condition, Directives(isConstant: false), SelectionSet()) { Location = location };
    }

    /// <summary>FragmentDefinition : Description? fragment FragmentName on NamedType Directives? SelectionSet</summary>
    private FragmentNode Fragment(string? description)
    {
        ExpectKeyword("fragment");
        if (token is { Kind: TokenKind.Name, Text: "on" })
            throw Unexpected();
        var name = Name();
        ExpectKeyword("on");
        return new(name, NamedType(), Directives(isConstant: false), SelectionSet(), description);
    }

    private ImmutableArray<DirectiveNode> Directives(bool isConstant)
    {
        if (token.Kind != TokenKind.At)
            return [];
        var directives = ImmutableArray.CreateBuilder<DirectiveNode>();
        while (token.Kind == TokenKind.At)
        {
            var location = Advance().Location;
            directives.Add(new(Name(), Arguments(isConstant)) { Location = location });
        }

        return directives.DrainToImmutable();
    }

    /// <summary>
    /// Value : Variable (unless constant) | IntValue | FloatValue | StringValue | BooleanValue | NullValue | EnumValue | ListValue | ObjectValue
    /// </summary>
    private ValueNode Value(bool isConstant)
    {
        var location = token.Location;
        ValueNode value = token.Kind switch
        {
            TokenKind.BracketLeft => new ListNode(Items(TokenKind.BracketLeft, () => Value(isConstant), TokenKind.BracketRight)),
            TokenKind.BraceLeft => new ObjectNode(Items(TokenKind.BraceLeft, () => ObjectField(isConstant), TokenKind.BraceRight)),
            TokenKind.Int => new IntNode(Advance().Text!),
            TokenKind.Float => new FloatNode(Advance().Text!),
            TokenKind.String => new StringNode(Advance().Text!),
            TokenKind.BlockString => new StringNode(Advance().Text!, IsBlock: true),
            TokenKind.Name => NamedValue(Advance().Text!),
            TokenKind.Dollar when isConstant => throw Unexpected(Advance()),
            TokenKind.Dollar => Variable(),
            _ => throw Unexpected(),
        };
        return value with { Location = location };
    }

    private static ValueNode NamedValue(string name) => name switch
    {
        "true" or "false" => new BooleanNode(name == "true"),
        "null" => new NullNode(),
        _ => new EnumNode(name),
    };

    private ObjectFieldNode ObjectField(bool isConstant)
    {
        var name = Name();
        Expect(TokenKind.Colon);
        return new(name, Value(isConstant)) { Location = name.Location };
    }

    /// <summary>open item* close</summary>
    private ImmutableArray<T> Items<T>(TokenKind open, Func<T> item, TokenKind close)
    {
        Expect(open);
        Enter();
        var items = ImmutableArray.CreateBuilder<T>();
        while (token.Kind != close)
            items.Add(item());
        nesting--;
        Advance();
        return items.DrainToImmutable();
    }

    /// <summary>Type : NamedType | ListType | NonNullType</summary>
    private TypeNode Type()
    {
        var location = token.Location;
        TypeNode type = token.Kind == TokenKind.BracketLeft ? ListType() : NamedType();
        return Skip(TokenKind.Bang) ? new NonNullTypeNode(type) { Location = location } : type;
    }

    private ListTypeNode ListType()
    {
        var location = Expect(TokenKind.BracketLeft).Location;
        Enter();
        var item = Type();
        nesting--;
        Expect(TokenKind.BracketRight);
        return new(item) { Location = location };
    }

    private NamedTypeNode NamedType()
    {
        var name = Name();
        return new(name.Value) { Location = name.Location };
    }
}
