using Verwaltung.Feel.Evaluation;
using Verwaltung.Feel.Functions;

namespace Verwaltung.Feel.Syntax;

/// <summary>What stands on its own (rules 33 to 37, 54 to 62): literals, names, parentheses, ranges, lists, contexts, functions.</summary>
internal sealed partial class Parser
{
    private int _endpoints;

    // primary = literal | name | boxed expression | range | simple positive unary test | "(" , expression , ")"
    private Expression Primary() => Current switch
    {
        { Kind: TokenKind.Number } => new LiteralExpression(NumericLiteral()),
        { Kind: TokenKind.Text } => new LiteralExpression(new FeelString(_tokens[_at++].Text)),
        { Kind: TokenKind.AtLiteral } => AtLiteral(),
        { Kind: TokenKind.Word } => Word(),
        { Text: "(" } => ParenthesisOrRange(),
        { Text: "[" } => ListOrRange(),
        { Text: "]" } => Range(_at++),
        { Text: "{" } => Context(),
        { Text: "<" or "<=" or ">" or ">=" or "=" or "!=" } => SimplePositiveUnaryTest(),
        _ => throw Unexpected("a value"),
    };

    private Expression Word() => Current.Text switch
    {
        _ when _names.Longest(_tokens, _at).Length > 1 => Reference(),
        "true" => Constant(FeelBoolean.True),
        "false" => Constant(FeelBoolean.False),
        "null" => Constant(FeelNull.Instance),
        "if" => If(),
        "for" => For(),
        "some" or "every" when Ahead.Kind == TokenKind.Word => Quantified(),
        "function" when Ahead.Is("(") => FunctionDefinition(),
        _ => Reference(),
    };

    private LiteralExpression Constant(FeelValue value)
    {
        _at++;
        return new LiteralExpression(value);
    }

    private FeelNumber NumericLiteral() =>
        FeelNumber.Parse(Current.Text) is { } number ? Take(number) : throw Failure($"The number {Current.Text} is beyond those that can be calculated with.");

    private T Take<T>(T value)
    {
        _at++;
        return value;
    }

    // at literal = "@" , string literal: a date, time, date and time or duration (clause 10.3.2.3)
    private LiteralExpression AtLiteral() => new(Temporals.ParseAny(_tokens[_at++].Text) ?? FeelNull.Instance);

    private Expression ParenthesisOrRange()
    {
        var open = _at;
        Expect("(");
        var outer = _endpoints;
        _endpoints = 0;
        var inner = Expression();
        _endpoints = outer;
        if (Current.Is("..")) return RangeFrom(inner, _tokens[open]);
        Expect(")");
        return new ParenthesisExpression(inner);
    }

    // list = "[" , [ expression , { "," , expression } ] , "]"
    private Expression ListOrRange()
    {
        var open = _at;
        Expect("[");
        if (TakeSymbol("]")) return new ListExpression([]);
        var outer = _endpoints;
        _endpoints = 0;
        var items = new List<Expression> { Expression() };
        if (Current.Is(".."))
        {
            _endpoints = outer;
            return RangeFrom(items[0], _tokens[open]);
        }

        while (TakeSymbol(",")) items.Add(Expression());
        _endpoints = outer;
        Expect("]");
        return new ListExpression([.. items]);
    }

    private RangeExpression Range(int open) => RangeFrom(Endpoint(), _tokens[open]);

    // range = ( "(" | "]" | "[" ) , endpoint , ".." , endpoint , ( ")" | "[" | "]" )
    private RangeExpression RangeFrom(Expression low, Token open)
    {
        Expect("..");
        var high = Endpoint();
        if (Current is not { Kind: TokenKind.Symbol, Text: ")" or "[" or "]" }) throw Unexpected("the end of the range, ')' or ']'");
        var closed = _tokens[_at++].Text == "]";
        return new RangeExpression(low, open.Text == "[", high, closed);
    }

    private Expression Endpoint()
    {
        _endpoints++;
        var value = Addition();
        _endpoints--;
        return value;
    }

    // In ]1..5[ the last bracket ends the range: what follows it cannot begin a filter.
    private bool ClosesRange() => Ahead switch
    {
        { Kind: TokenKind.End } => true,
        { Kind: TokenKind.Symbol, Text: var symbol } => symbol is not ("(" or "[" or "{" or "-" or "<" or ">" or "<=" or ">="),
        { Kind: TokenKind.Word, Text: var word } => Keywords.Contains(word) && word is not ("true" or "false" or "null" or "if" or "for" or "some" or "every"),
        _ => false,
    };

    // context = "{" , [ context entry , { "," , context entry } ] , "}" ; context entry = key , ":" , expression
    private ContextExpression Context()
    {
        Expect("{");
        var bound = _bound.Count;
        var outer = _endpoints;
        _endpoints = 0;
        var entries = new List<ContextEntry>();
        if (!Current.Is("}"))
            do entries.Add(NextEntry());
            while (TakeSymbol(","));
        _endpoints = outer;
        Unbind(bound);
        Expect("}");
        return new ContextExpression([.. entries]);
    }

    private ContextEntry NextEntry()
    {
        var key = Current.Kind == TokenKind.Text ? _tokens[_at++].Text : DeclaredName(token => token.Is(":"));
        if (key is null) throw Unexpected("the name of an entry");
        Expect(":");
        var entry = new ContextEntry(key, Expression());
        Bind(key);
        return entry;
    }

    // function definition = "function" , "(" , [ formal parameter , { "," , formal parameter } ] , ")" , [ "external" ] , expression
    private FunctionExpression FunctionDefinition()
    {
        ExpectWord("function");
        Expect("(");
        var bound = _bound.Count;
        var parameters = new List<FeelParameter>();
        if (!Current.Is(")"))
            do parameters.Add(FormalParameter());
            while (TakeSymbol(","));
        Expect(")");
        var external = TakeWord("external");
        var body = Expression();
        Unbind(bound);
        return new FunctionExpression([.. parameters], body, external);
    }

    // formal parameter = parameter name , [ ":" , type ]
    private FeelParameter FormalParameter()
    {
        var name = DeclaredName(token => token.Kind == TokenKind.Symbol && token.Text is ":" or "," or ")") ?? throw Unexpected("the name of a parameter");
        Bind(name);
        return new FeelParameter(name, TakeSymbol(":") ? Type() : FeelType.Any);
    }
}
