using System.Globalization;
using System.Text;

namespace Verwaltung.GraphQl.Language;

/// <summary>Strings and block strings (GraphQL, section 2.10.4).</summary>
internal sealed partial class Lexer
{
    private string StringText()
    {
        position++;
        var text = new StringBuilder();
        while (true)
        {
            switch (Current)
            {
                case '"':
                    position++;
                    return text.ToString();
                case '\n' or '\r':
                case '\0' when position == source.Length:
                    throw new GraphQlSyntaxException("The string is not closed.", Here);
                case '\\':
                    Escape(text);
                    break;
                default:
                    Character(text);
                    break;
            }
        }
    }

    /// <summary>A Unicode scalar value; a surrogate without its partner is none.</summary>
    private void Character(StringBuilder text)
    {
        if (!Rune.TryGetRuneAt(source, position, out var rune))
            throw Unexpected();
        text.Append(source, position, rune.Utf16SequenceLength);
        position += rune.Utf16SequenceLength;
    }

    private void Escape(StringBuilder text)
    {
        var start = Here;
        position++;
        var c = Current;
        position++;
        if (c == 'u')
            text.Append(UnicodeEscape(start));
        else if ("\"\\/bfnrt".IndexOf(c, StringComparison.Ordinal) is >= 0 and var index)
            text.Append("\"\\/\b\f\n\r\t"[index]);
        else
            throw new GraphQlSyntaxException("The string has an escape that does not exist.", start);
    }

    /// <summary>EscapedUnicode :: { HexDigit+ } | four HexDigits, where a leading surrogate is followed by its trailing one.</summary>
    private string UnicodeEscape(SourceLocation start)
    {
        if (Current == '{')
        {
            var end = source.IndexOf('}', position);
            var digits = end < 0 ? "" : source[(position + 1)..end];
            if (digits.Length is 0 or > 8
                || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var scalar)
                || !Rune.IsValid(scalar))
                throw new GraphQlSyntaxException("The string has an escape that is no Unicode character.", start);
            position = end + 1;
            return new Rune(scalar).ToString();
        }

        var unit = HexUnit(start);
        if (char.IsHighSurrogate(unit) && LooksAt("\\u"))
        {
            position += 2;
            var trailing = HexUnit(start);
            if (char.IsLowSurrogate(trailing))
                return new string([unit, trailing]);
        }

        return char.IsSurrogate(unit) ? throw new GraphQlSyntaxException("The string has half of a surrogate pair.", start) : unit.ToString();
    }

    private char HexUnit(SourceLocation start)
    {
        if (position + 4 > source.Length
            || !ushort.TryParse(source.AsSpan(position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            throw new GraphQlSyntaxException("The string has an escape that is no Unicode character.", start);
        position += 4;
        return (char)unit;
    }

    private string BlockStringText()
    {
        position += 3;
        var raw = new StringBuilder();
        while (!LooksAt("\"\"\""))
        {
            if (position == source.Length)
                throw new GraphQlSyntaxException("The block string is not closed.", Here);
            if (LooksAt("\\\"\"\""))
            {
                raw.Append("\"\"\"");
                position += 4;
            }
            else if (Current is '\n' or '\r')
            {
                EndLine();
                position++;
                raw.Append('\n');
            }
            else
            {
                Character(raw);
            }
        }

        position += 3;
        return BlockString.Dedent(raw.ToString());
    }
}
