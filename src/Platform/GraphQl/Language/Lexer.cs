using System.Text;

namespace Verwaltung.GraphQl.Language;

/// <summary>Cuts a source text into tokens (GraphQL, section 2.1). Ignored tokens (white space, commas, comments, the byte order mark) are skipped.</summary>
internal sealed partial class Lexer(string source)
{
    private int position;
    private int line = 1;
    private int lineStart;

    public Token Next()
    {
        SkipIgnored();
        var location = Here;
        if (position == source.Length)
            return new(TokenKind.End, location);
        return Current switch
        {
            '!' => Punctuator(TokenKind.Bang),
            '$' => Punctuator(TokenKind.Dollar),
            '&' => Punctuator(TokenKind.Ampersand),
            '(' => Punctuator(TokenKind.ParenLeft),
            ')' => Punctuator(TokenKind.ParenRight),
            '.' => Spread(),
            ':' => Punctuator(TokenKind.Colon),
            '=' => Punctuator(TokenKind.Equals),
            '@' => Punctuator(TokenKind.At),
            '[' => Punctuator(TokenKind.BracketLeft),
            ']' => Punctuator(TokenKind.BracketRight),
            '{' => Punctuator(TokenKind.BraceLeft),
            '|' => Punctuator(TokenKind.Pipe),
            '}' => Punctuator(TokenKind.BraceRight),
            '"' when LooksAt("\"\"\"") => new(TokenKind.BlockString, location, BlockStringText()),
            '"' => new(TokenKind.String, location, StringText()),
            '-' or (>= '0' and <= '9') => Number(),
            var c when IsNameStart(c) => new(TokenKind.Name, location, Name()),
            _ => throw Unexpected(),
        };
    }

    private SourceLocation Here => new(line, position - lineStart + 1);

    private char Current => position < source.Length ? source[position] : '\0';

    private bool LooksAt(string text) => string.CompareOrdinal(source, position, text, 0, text.Length) == 0;

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private void SkipIgnored()
    {
        for (; position < source.Length; position++)
        {
            switch (source[position])
            {
                case ' ' or '\t' or ',' or '\uFEFF':
                    break;
                case '\n' or '\r':
                    EndLine();
                    break;
                case '#':
                    SkipComment();
                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>Comment :: # CommentChar*; leaves the position on its last character. Half of a surrogate pair is no character and ends it.</summary>
    private void SkipComment()
    {
        while (position + 1 < source.Length && source[position + 1] is not ('\n' or '\r') && Rune.TryGetRuneAt(source, position + 1, out var rune))
            position += rune.Utf16SequenceLength;
    }

    /// <summary>LineTerminator: LF, CR LF or CR; leaves the position on its last character.</summary>
    private void EndLine()
    {
        if (source[position] == '\r' && position + 1 < source.Length && source[position + 1] == '\n')
            position++;
        line++;
        lineStart = position + 1;
    }

    private Token Punctuator(TokenKind kind)
    {
        var location = Here;
        position++;
        return new(kind, location);
    }

    private Token Spread()
    {
        if (!LooksAt("..."))
            throw new GraphQlSyntaxException("Expected \"...\", found \".\".", Here);
        var location = Here;
        position += 3;
        return new(TokenKind.Spread, location);
    }

    /// <summary>Name :: NameStart NameContinue* [lookahead != NameContinue]</summary>
    private string Name()
    {
        var start = position;
        while (char.IsAsciiLetterOrDigit(Current) || Current == '_')
            position++;
        return source[start..position];
    }

    /// <summary>
    /// IntValue :: IntegerPart; FloatValue :: IntegerPart (FractionalPart | ExponentPart | both); neither is followed by a digit, a dot or a name.
    /// </summary>
    private Token Number()
    {
        var (location, start, kind) = (Here, position, TokenKind.Int);
        if (Current == '-')
            position++;
        if (Current == '0')
            position++;
        else
            Digits();
        if (char.IsAsciiDigit(Current))
            throw new GraphQlSyntaxException("A number does not start with a zero.", Here);
        if (Current == '.')
        {
            kind = TokenKind.Float;
            position++;
            Digits();
        }

        if (Current is 'e' or 'E')
        {
            kind = TokenKind.Float;
            position++;
            if (Current is '+' or '-')
                position++;
            Digits();
        }

        if (Current == '.' || IsNameStart(Current))
            throw new GraphQlSyntaxException($"A number is followed directly by \"{Current}\".", Here);
        return new(kind, location, source[start..position]);
    }

    private void Digits()
    {
        if (!char.IsAsciiDigit(Current))
            throw new GraphQlSyntaxException($"Expected a digit, found {Found()}.", Here);
        while (char.IsAsciiDigit(Current))
            position++;
    }

    private string Found() => position == source.Length ? "end of document"
        : Rune.TryGetRuneAt(source, position, out var rune) && !Rune.IsControl(rune) ? $"\"{rune}\""
        : $"U+{(int)Current:X4}";

    private GraphQlSyntaxException Unexpected() => new($"Unexpected character {Found()}.", Here);
}
