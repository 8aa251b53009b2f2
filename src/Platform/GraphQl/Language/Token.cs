namespace Verwaltung.GraphQl.Language;

/// <summary>The lexical tokens (GraphQL, section 2.1.6).</summary>
internal enum TokenKind
{
    Start,
    End,
    Bang,
    Dollar,
    Ampersand,
    ParenLeft,
    ParenRight,
    Spread,
    Colon,
    Equals,
    At,
    BracketLeft,
    BracketRight,
    BraceLeft,
    Pipe,
    BraceRight,
    Name,
    Int,
    Float,
    String,
    BlockString,
}

/// <summary>A token with its place in the source and its text: of names and numbers as written, of strings their value, null for punctuators.</summary>
internal readonly record struct Token(TokenKind Kind, SourceLocation Location, string? Text = null)
{
    public override string ToString() => Kind switch
    {
        TokenKind.End => "end of document",
        TokenKind.Name => $"name \"{Text}\"",
        TokenKind.Int or TokenKind.Float => $"number {Text}",
        TokenKind.String or TokenKind.BlockString => "string",
        _ => $"\"{Punctuator(Kind)}\"",
    };

    public static string Punctuator(TokenKind kind) => kind switch
    {
        TokenKind.Bang => "!",
        TokenKind.Dollar => "$",
        TokenKind.Ampersand => "&",
        TokenKind.ParenLeft => "(",
        TokenKind.ParenRight => ")",
        TokenKind.Spread => "...",
        TokenKind.Colon => ":",
        TokenKind.Equals => "=",
        TokenKind.At => "@",
        TokenKind.BracketLeft => "[",
        TokenKind.BracketRight => "]",
        TokenKind.BraceLeft => "{",
        TokenKind.Pipe => "|",
        TokenKind.BraceRight => "}",
        TokenKind.Name => "name",
        _ => kind.ToString(),
    };
}

/// <summary>The document is no GraphQL; says where.</summary>
internal sealed class GraphQlSyntaxException(string message, SourceLocation location) : Exception(message)
{
    public SourceLocation Location { get; } = location;
}

/// <summary>The document is larger or deeper than is parsed.</summary>
internal sealed class DocumentTooLargeException(string message, SourceLocation location) : Exception(message)
{
    public SourceLocation Location { get; } = location;
}
