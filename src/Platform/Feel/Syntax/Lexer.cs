using System.Globalization;
using System.Text;

namespace Verwaltung.Feel.Syntax;

/// <summary>
/// Cuts a text into tokens (DMN 1.5, clause 10.3.1.2, rules 22 to 38 and 62). A name with spaces or operators arrives as
/// several tokens; the parser joins them, because only the scope can tell <c>a-b</c> from <c>a - b</c> (clause 10.3.1.4).
/// </summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] LongSymbols = ["**", "..", "<=", ">=", "!=", "->"];

    private int _at;

    public static List<Token> Read(string text)
    {
        var lexer = new Lexer(text);
        var tokens = new List<Token>();
        do tokens.Add(lexer.Next());
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    /// <summary>The failure at an offset, with its line and column.</summary>
    public static FeelSyntaxException Failure(string text, int offset, string message)
    {
        var before = text.AsSpan(0, offset);
        return new FeelSyntaxException(message, before.Count('\n') + 1, offset - before.LastIndexOf('\n'));
    }

    private char Current => _at < text.Length ? text[_at] : '\0';

    private char Ahead => _at + 1 < text.Length ? text[_at + 1] : '\0';

    private Token Next()
    {
        SkipSpaceAndComments();
        var start = _at;
        return _at >= text.Length ? new Token(TokenKind.End, "", start, start) : Current switch
        {
            '"' => new Token(TokenKind.Text, QuotedText(), start, _at),
            '@' => AtLiteral(start),
            var c when char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Ahead)) => Number(start),
            _ when NameLength(first: true) > 0 => Word(start),
            _ => Symbol(start),
        };
    }

    private void SkipSpaceAndComments()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(Current) || Current is '\u180E' or '\u200B' or '\uFEFF') _at++;
            else if (Current == '/' && Ahead == '/') SkipTo("\n", endIsEnough: true);
            else if (Current == '/' && Ahead == '*') SkipTo("*/", endIsEnough: false);
            else return;
        }
    }

    private void SkipTo(string mark, bool endIsEnough)
    {
        var end = text.IndexOf(mark, _at + 2, StringComparison.Ordinal);
        if (end < 0 && !endIsEnough) throw Failure(text, _at, "This comment does not end: '*/' is missing.");
        _at = end < 0 ? text.Length : end + mark.Length;
    }

    // at literal = "@" , string literal
    private Token AtLiteral(int start)
    {
        _at++;
        return Current == '"'
            ? new Token(TokenKind.AtLiteral, QuotedText(), start, _at)
            : throw Failure(text, start, "After '@' a date, time or duration in quotes is expected.");
    }

    // string literal = "\"" , { character | string escape sequence } , "\""
    private string QuotedText()
    {
        var start = _at++;
        var content = new StringBuilder();
        while (Current != '"')
        {
            if (_at >= text.Length) throw Failure(text, start, "This string does not end: a closing '\"' is missing.");
            if (Current == '\\') content.Append(Escape());
            else content.Append(text[_at++]);
        }

        _at++;
        return content.ToString();
    }

    // string escape sequence = "\'" | "\"" | "\\" | "\n" | "\r" | "\t" | "\u" 4 hex | "\U" 6 hex
    private string Escape()
    {
        var c = Ahead;
        _at += 2;
        return c switch
        {
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            '"' or '\'' or '\\' => c.ToString(),
            'u' => CodePoint(4),
            'U' => CodePoint(6),
            '\0' => "\\",
            _ => $"\\{c}",   // regular expressions are often written with a single backslash
        };
    }

    private string CodePoint(int digits)
    {
        var hex = text.AsSpan(_at, Math.Min(digits, text.Length - _at));
        if (hex.Length < digits || !int.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code > 0x10FFFF)
            throw Failure(text, _at - 2, $"After '\\{text[_at - 1]}' {digits} hexadecimal digits of a character are expected.");
        _at += digits;
        return code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code);
    }

    // numeric literal = digits , [ "." , digits ] | "." , digits , with an optional exponent
    private Token Number(int start)
    {
        Digits();
        if (Current == '.' && char.IsAsciiDigit(Ahead))
        {
            _at++;
            Digits();
        }

        if (Current is 'e' or 'E' && (char.IsAsciiDigit(Ahead) || (Ahead is '+' or '-' && _at + 2 < text.Length && char.IsAsciiDigit(text[_at + 2]))))
        {
            _at += 2;
            Digits();
        }

        return new Token(TokenKind.Number, text[start.._at], start, _at);
    }

    private void Digits()
    {
        while (char.IsAsciiDigit(Current)) _at++;
    }

    private Token Word(int start)
    {
        for (var first = true; NameLength(first) is > 0 and var length; first = false) _at += length;
        return new Token(TokenKind.Word, text[start.._at], start, _at);
    }

    // name start char = "?" | letter | "_" | ... ; name part char = name start char | digit | combining characters
    private int NameLength(bool first)
    {
        var c = Current;
        if (char.IsHighSurrogate(c)) return char.IsLowSurrogate(Ahead) ? 2 : 0;
        var fits = c is '?' or '_' || char.IsLetter(c) || c is >= '\u2070' and <= '\u218F' or >= '\u2C00' and <= '\u2FEF'
            || (!first && (char.IsAsciiDigit(c) || c is '\u00B7' or >= '\u0300' and <= '\u036F' or '\u203F' or '\u2040'));
        return fits ? 1 : 0;
    }

    private Token Symbol(int start)
    {
        var symbol = LongSymbols.FirstOrDefault(s => string.CompareOrdinal(text, _at, s, 0, 2) == 0) ?? Current.ToString();
        if (symbol.Length == 1 && !"+-*/()[]{},:.<>='".Contains(Current, StringComparison.Ordinal))
            throw Failure(text, _at, $"The character '{Current}' has no meaning here.");
        _at += symbol.Length;
        return new Token(TokenKind.Symbol, symbol, start, _at);
    }
}
