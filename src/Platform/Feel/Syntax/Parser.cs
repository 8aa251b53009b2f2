using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Verwaltung.Feel.Evaluation;
using Verwaltung.Feel.Functions;

namespace Verwaltung.Feel.Syntax;

/// <summary>
/// Reads FEEL (DMN 1.5, clause 10.3.1.2): one method per production, the production as its comment, loosest binding first.
/// This part holds the entry points and the reading of tokens.
/// </summary>
internal sealed partial class Parser
{
    private static readonly KnownNames StandardNames = new(null,
        [.. BuiltIns.All.Keys, "time offset", "start included", "end included"]);

    private readonly string _text;
    private readonly List<Token> _tokens;
    private readonly KnownNames _names;
    private readonly IReadOnlyDictionary<string, FeelType> _types;
    private int _at;

    private Parser(string text, IEnumerable<string> names, IReadOnlyDictionary<string, FeelType> types) =>
        (_text, _tokens, _names, _types) = (text, Lexer.Read(text), KnownNames.Over(StandardNames, names), types);

    private Token Current => _tokens[_at];

    private Token Ahead => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    /// <summary>expression</summary>
    public static Parsed ParseExpression(string text, IEnumerable<string> names, IReadOnlyDictionary<string, FeelType> types)
    {
        var parser = new Parser(text, names, types);
        var expression = parser.Expression();
        parser.ExpectEnd();
        return new Parsed(expression, parser._free, parser._called);
    }

    /// <summary>unary tests</summary>
    public static Parsed ParseUnaryTests(string text, IEnumerable<string> names, IReadOnlyDictionary<string, FeelType> types)
    {
        var parser = new Parser(text, names, types);
        var tests = parser.UnaryTests();
        parser.ExpectEnd();
        parser._free.Remove(Scope.Input);
        return new Parsed(tests, parser._free, parser._called);
    }

    /// <summary>A type on its own, as in a function's signature.</summary>
    public static FeelType ParseType(string text)
    {
        var parser = new Parser(text, [], NoTypes);
        var type = parser.Type();
        parser.ExpectEnd();
        return type;
    }

    internal static IReadOnlyDictionary<string, FeelType> NoTypes { get; } = new Dictionary<string, FeelType>();

    private bool TakeSymbol(string symbol)
    {
        if (!Current.Is(symbol)) return false;
        _at++;
        return true;
    }

    private bool TakeWord(string word)
    {
        if (!Current.IsWord(word)) return false;
        _at++;
        return true;
    }

    private void Expect(string symbol)
    {
        if (!TakeSymbol(symbol)) throw Unexpected($"'{symbol}'");
    }

    private void ExpectWord(string word)
    {
        if (!TakeWord(word)) throw Unexpected($"'{word}'");
    }

    private void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End) throw Failure($"{Capital(Current.Shown)} does not fit here: the expression is complete before it.");
    }

    private FeelSyntaxException Unexpected(string expected) => Failure($"Expected {expected} but found {Current.Shown}.");

    private FeelSyntaxException Failure(string message) => Lexer.Failure(_text, Current.Start, message);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    // A text nested deeper than the stack allows is refused like any other text that cannot be read.
    private void EnsureStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw Failure("This expression is nested too deeply.");
    }

    /// <summary>Runs <paramref name="read"/>; when it does not fit, goes back to where it was.</summary>
    private bool TryRead<T>(Func<T?> read, [NotNullWhen(true)] out T? result) where T : class
    {
        var start = _at;
        result = read();
        if (result is null) _at = start;
        return result is not null;
    }
}

/// <summary>A syntax tree with the names it leaves open.</summary>
internal sealed record Parsed(Expression Root, IReadOnlySet<string> Variables, IReadOnlySet<string> Functions);
