using Verwaltung.Feel.Evaluation;

namespace Verwaltung.Feel.Syntax;

/// <summary>Operators (rules 2 to 4, 44 to 53), from the loosest to the tightest; all associate to the left.</summary>
internal sealed partial class Parser
{
    // expression = disjunction
    private Expression Expression()
    {
        EnsureStack();
        if (!_read.TryGetValue(_at, out var known)) return Disjunction();
        _at = known.End;
        return known.Expression;
    }

    // disjunction = conjunction , { "or" , conjunction }
    private Expression Disjunction()
    {
        var left = Conjunction();
        while (TakeWord("or")) left = new OrExpression(left, Conjunction());
        return left;
    }

    // conjunction = comparison , { "and" , comparison }
    private Expression Conjunction()
    {
        var left = Comparison();
        while (TakeWord("and")) left = new AndExpression(left, Comparison());
        return left;
    }

    // comparison = arithmetic , { comparison operator , arithmetic | "between" , arithmetic , "and" , arithmetic | "in" , tests }
    private Expression Comparison()
    {
        var left = Addition();
        while (true)
        {
            if (ComparisonOperator() is { } @operator) left = new ComparisonExpression(left, @operator, Addition());
            else if (TakeWord("between")) left = Between(left);
            else if (TakeWord("in")) left = new InExpression(left, InTests());
            else return left;
        }
    }

    private ComparisonOperator? ComparisonOperator()
    {
        if (Current.Kind != TokenKind.Symbol || Comparisons.Parse(Current.Text) is not { } @operator) return null;
        _at++;
        return @operator;
    }

    private BetweenExpression Between(Expression value)
    {
        var low = Addition();
        ExpectWord("and");
        return new BetweenExpression(value, low, Addition());
    }

    // addition = multiplication , { ( "+" | "-" ) , multiplication }
    private Expression Addition()
    {
        var left = Multiplication();
        while (Current is { Kind: TokenKind.Symbol, Text: "+" or "-" })
            left = new ArithmeticExpression(left, _tokens[_at++].Text, Multiplication());
        return left;
    }

    // multiplication = exponentiation , { ( "*" | "/" ) , exponentiation }
    private Expression Multiplication()
    {
        var left = Exponentiation();
        while (Current is { Kind: TokenKind.Symbol, Text: "*" or "/" })
            left = new ArithmeticExpression(left, _tokens[_at++].Text, Exponentiation());
        return left;
    }

    // exponentiation = negation , { "**" , negation }
    private Expression Exponentiation()
    {
        var left = Negation();
        while (TakeSymbol("**")) left = new ArithmeticExpression(left, "**", Negation());
        return left;
    }

    // arithmetic negation = "-" , negation | instance of
    private Expression Negation()
    {
        EnsureStack();
        return TakeSymbol("-") ? new NegationExpression(Negation()) : InstanceOf();
    }

    // instance of = postfix , [ "instance" , "of" , type ]
    private Expression InstanceOf()
    {
        var value = Postfix();
        if (!TakeWord("instance")) return value;
        ExpectWord("of");
        return new InstanceOfExpression(value, Type());
    }

    // postfix = primary , { "." , name | "[" , expression , "]" | "(" , arguments , ")" }
    private Expression Postfix()
    {
        var value = Primary();
        while (true)
        {
            if (TakeSymbol(".")) value = new PathExpression(value, Name());
            else if (Current.Is("[") && !(_endpoints > 0 && ClosesRange())) value = Filter(value);
            else if (Current.Is("(")) value = Invocation(value);
            else return value;
        }
    }

    private FilterExpression Filter(Expression list)
    {
        Expect("[");
        _filters++;
        var outer = _endpoints;
        _endpoints = 0;
        var filter = new FilterExpression(list, Expression());
        _endpoints = outer;
        _filters--;
        Expect("]");
        return filter;
    }

    // parameters = "(" , ( named parameters | positional parameters ) , ")"
    private InvocationExpression Invocation(Expression function)
    {
        Expect("(");
        var outer = _endpoints;
        _endpoints = 0;
        var arguments = new List<Argument>();
        if (!Current.Is(")"))
            do arguments.Add(NextArgument());
            while (TakeSymbol(","));
        _endpoints = outer;
        if (arguments.Exists(argument => argument.Name is null) && arguments.Exists(argument => argument.Name is not null))
            throw Failure("Either all arguments of a call are named, or none.");
        Expect(")");
        return new InvocationExpression(function, [.. arguments]);
    }

    private Argument NextArgument()
    {
        var name = DeclaredName(token => token.Is(":"));
        if (name is not null) Expect(":");
        return new Argument(name, Expression());
    }
}
