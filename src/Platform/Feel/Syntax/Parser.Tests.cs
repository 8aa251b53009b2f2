using System.Collections.Immutable;
using Verwaltung.Feel.Evaluation;

namespace Verwaltung.Feel.Syntax;

/// <summary>Unary tests (rules 7 to 18), the language of decision table cells and of the operator <c>in</c>.</summary>
internal sealed partial class Parser
{
    // What was read as a test and turns out to be an expression is not read twice: nested, that would double at each level.
    private readonly Dictionary<int, (Expression Expression, int End)> _read = [];

    // unary tests = positive unary tests | "not" , "(" , positive unary tests , ")" | "-"
    private UnaryTestsExpression UnaryTests()
    {
        if (Current.Is("-") && Ahead.Kind == TokenKind.End)
        {
            _at++;
            return new UnaryTestsExpression([], Negated: false);
        }

        return TryRead(NegatedTests, out var negated) ? negated : new UnaryTestsExpression(PositiveUnaryTests(), Negated: false);
    }

    private UnaryTestsExpression? NegatedTests()
    {
        if (!Current.IsWord("not") || !Ahead.Is("(")) return null;
        _at += 2;
        var tests = PositiveUnaryTests();
        return TakeSymbol(")") && Current.Kind == TokenKind.End ? new UnaryTestsExpression(tests, Negated: true) : null;
    }

    // positive unary tests = positive unary test , { "," , positive unary test }
    private ImmutableArray<UnaryTest> PositiveUnaryTests()
    {
        var tests = ImmutableArray.CreateBuilder<UnaryTest>();
        do tests.Add(PositiveUnaryTest());
        while (TakeSymbol(","));
        return tests.ToImmutable();
    }

    // positive unary test = expression, which may name the input as "?"
    private UnaryTest PositiveUnaryTest()
    {
        var start = _at;
        var expression = Expression();
        _read[start] = (expression, _at);
        return new UnaryTest(expression, NamesInput(start));
    }

    private UnaryTest ArithmeticTest()
    {
        var start = _at;
        return new UnaryTest(Addition(), NamesInput(start));
    }

    private bool NamesInput(int start) => _tokens.GetRange(start, _at - start).Exists(token => token.IsWord(Scope.Input));

    // simple positive unary test = ( "<" | "<=" | ">" | ">=" | "=" | "!=" ) , endpoint
    private UnaryOperatorExpression SimplePositiveUnaryTest()
    {
        var @operator = ComparisonOperator()!.Value;
        return new UnaryOperatorExpression(@operator, Addition());
    }

    // "in" , ( arithmetic | "(" , positive unary tests , ")" )
    private UnaryTestsExpression InTests() =>
        TryRead(TestsInParentheses, out var tests) ? tests : new UnaryTestsExpression([ArithmeticTest()], Negated: false);

    // What goes on after the parenthesis, as in "x in (a).b", was an expression.
    private UnaryTestsExpression? TestsInParentheses()
    {
        if (!TakeSymbol("(")) return null;
        var tests = PositiveUnaryTests();
        return TakeSymbol(")") && !GoesOn ? new UnaryTestsExpression(tests, Negated: false) : null;
    }

    private bool GoesOn => Current is { Kind: TokenKind.Symbol, Text: "." or "[" or "(" or "+" or "-" or "*" or "/" or "**" } || Current.IsWord("instance");
}
