using Verwaltung.Feel.Evaluation;

namespace Verwaltung.Feel.Syntax;

/// <summary>Conditions and iterations (rules 43 to 46).</summary>
internal sealed partial class Parser
{
    // if expression = "if" , expression , "then" , expression , "else" , expression
    private IfExpression If()
    {
        ExpectWord("if");
        var condition = Expression();
        ExpectWord("then");
        var then = Expression();
        ExpectWord("else");
        return new IfExpression(condition, then, Expression());
    }

    // for expression = "for" , iteration context , { "," , iteration context } , "return" , expression
    private ForExpression For()
    {
        ExpectWord("for");
        var bound = _bound.Count;
        var iterators = Iterators();
        ExpectWord("return");
        Bind("partial");
        var start = _at;
        var result = Expression();
        Unbind(bound);
        return new ForExpression([.. iterators], result, _tokens.GetRange(start, _at - start).Exists(token => token.IsWord("partial")));
    }

    // quantified expression = ( "some" | "every" ) , iteration context , { "," , iteration context } , "satisfies" , expression
    private QuantifiedExpression Quantified()
    {
        var every = _tokens[_at++].Text == "every";
        var bound = _bound.Count;
        var iterators = Iterators();
        ExpectWord("satisfies");
        var result = new QuantifiedExpression(every, [.. iterators], Expression());
        Unbind(bound);
        return result;
    }

    private List<Iterator> Iterators()
    {
        var iterators = new List<Iterator>();
        do iterators.Add(NextIterator());
        while (TakeSymbol(",") || AtNextIterator());
        return iterators;
    }

    // Early tools wrote "some x in a y in b satisfies"; nothing else can follow a domain but a word that ends it.
    private bool AtNextIterator() => Current.Kind == TokenKind.Word && Ahead.IsWord("in");

    // iteration context = name , "in" , iteration domain ; iteration domain = expression , [ ".." , expression ]
    private Iterator NextIterator()
    {
        var name = DeclaredName(token => token.IsWord("in")) ?? throw Unexpected("the name of a variable and 'in'");
        ExpectWord("in");
        var domain = Expression();
        var end = TakeSymbol("..") ? Expression() : null;
        Bind(name);
        return new Iterator(name, domain, end);
    }
}
