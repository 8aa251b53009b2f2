namespace Verwaltung.Feel.Syntax;

internal enum TokenKind { Word, Number, Text, AtLiteral, Symbol, End }

/// <summary>A token of FEEL.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word or symbol as written; of a string its unescaped content.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset after its last character.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Word && Text == word;

    /// <summary>How a message names it.</summary>
    public string Shown => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Text => $"the string \"{Text}\"",
        _ => $"'{Text}'",
    };
}
