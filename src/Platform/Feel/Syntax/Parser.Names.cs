using Verwaltung.Feel.Evaluation;
using Verwaltung.Feel.Functions;

namespace Verwaltung.Feel.Syntax;

/// <summary>Names (rules 25 to 29): which tokens make one name, and which names an expression leaves open.</summary>
internal sealed partial class Parser
{
    private static readonly HashSet<string> Keywords =
    [
        "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "between",
        "instance", "of", "function", "external", "true", "false", "null",
    ];

    private readonly List<string> _bound = [];
    private readonly HashSet<string> _free = new(StringComparer.Ordinal);
    private readonly HashSet<string> _called = new(StringComparer.Ordinal);
    private int _filters;

    private bool AtName => Current.Kind == TokenKind.Word && (!Keywords.Contains(Current.Text) || _names.Longest(_tokens, _at).Length > 1);

    // name = name start , { name part | additional name symbols }, the longest one in scope
    private string Name()
    {
        if (!AtName) throw Unexpected("a name");
        var (known, length) = _names.Longest(_tokens, _at);
        var end = EndOfWords(_at + Math.Max(1, length));
        if (known is not null && (end == _at + length || _tokens[end].IsWord("in"))) end = _at + length;
        else known = null;

        // Neighbouring words that no scope knows can only be meant as one name: no operator is missing between them.
        var first = _at;
        _at = end;
        return known ?? Written(first, end);
    }

    private int EndOfWords(int at)
    {
        while (_tokens[at].Kind == TokenKind.Word && !Keywords.Contains(_tokens[at].Text)) at++;
        return at;
    }

    // variable name , read as a reference
    private NameExpression Reference()
    {
        var name = Name();
        if (_bound.Contains(name)) return new NameExpression(name);
        if (Current.Is("(")) Note(_called, name);
        else if (_filters == 0) _free.Add(name);
        return new NameExpression(name);
    }

    private static void Note(HashSet<string> called, string name)
    {
        if (!BuiltIns.All.ContainsKey(name)) called.Add(name);
    }

    /// <summary>A name that is being declared: every token up to <paramref name="ends"/>, whatever the scope knows.</summary>
    private string? DeclaredName(Func<Token, bool> ends)
    {
        var first = _at;
        while (!ends(Current))
        {
            if (Current.Kind is not (TokenKind.Word or TokenKind.Number) && !IsNameSymbol(Current)) return NoName(first);
            _at++;
        }

        return _at == first || _tokens[first].Kind != TokenKind.Word ? NoName(first) : Written(first, _at);
    }

    private string? NoName(int first)
    {
        _at = first;
        return null;
    }

    private static bool IsNameSymbol(Token token) => token.Kind == TokenKind.Symbol && token.Text is "." or "/" or "-" or "'" or "+" or "*";

    // Spaces within a name count as one.
    private string Written(int first, int end) =>
        string.Join(' ', _text[_tokens[first].Start.._tokens[end - 1].End].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private void Bind(string name)
    {
        _bound.Add(name);
        _names.Add(name);
    }

    private void Unbind(int count) => _bound.RemoveRange(count, _bound.Count - count);
}
