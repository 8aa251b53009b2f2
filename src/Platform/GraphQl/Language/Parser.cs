using System.Collections.Immutable;

namespace Verwaltung.GraphQl.Language;

/// <summary>How much of a document is parsed before it is refused.</summary>
/// <param name="MaxTokens">Tokens, not counting ignored ones.</param>
/// <param name="MaxNesting">Braces, brackets and parentheses open at once.</param>
internal readonly record struct ParserLimits(int MaxTokens = int.MaxValue, int MaxNesting = 128);

/// <summary>Parses documents: one method per production of the grammar (GraphQL, Appendix B), one file per chapter.</summary>
internal sealed partial class Parser
{
    private readonly Lexer lexer;
    private readonly ParserLimits limits;
    private Token token;
    private int tokens;
    private int nesting;

    private Parser(string source, ParserLimits limits)
    {
        (lexer, this.limits) = (new(source), limits);
        Advance();
    }

    /// <exception cref="GraphQlSyntaxException">The text is no GraphQL document.</exception>
    /// <exception cref="DocumentTooLargeException">It exceeds a limit.</exception>
    public static DocumentNode Parse(string source, ParserLimits limits) => new Parser(source, limits).Document();

    public static DocumentNode Parse(string source) => Parse(source, new ParserLimits(int.MaxValue));

    /// <summary>Parses a single value, without variables.</summary>
    public static ValueNode ParseConstant(string source)
    {
        var parser = new Parser(source, new ParserLimits(int.MaxValue));
        var value = parser.Value(isConstant: true);
        parser.Expect(TokenKind.End);
        return value;
    }

    /// <summary>Document : Definition+</summary>
    private DocumentNode Document()
    {
        var location = token.Location;
        var definitions = ImmutableArray.CreateBuilder<DefinitionNode>();
        do
            definitions.Add(Definition());
        while (token.Kind != TokenKind.End);
        return new(definitions.ToImmutable()) { Location = location };
    }

    private static readonly HashSet<string> Describable =
        ["query", "mutation", "subscription", "fragment", "schema", "scalar", "type", "interface", "union", "enum", "input", "directive"];

    /// <summary>Definition : ExecutableDefinition | TypeSystemDefinitionOrExtension</summary>
    private DefinitionNode Definition()
    {
        if (token.Kind == TokenKind.BraceLeft)
            return Operation(null);
        var location = token.Location;
        var description = Description();
        if (description is not null && !(token is { Kind: TokenKind.Name, Text: { } described } && Describable.Contains(described)))
            throw token.Kind is TokenKind.Name or TokenKind.BraceLeft
                ? new GraphQlSyntaxException("Only definitions have a description, not queries in short form or extensions.", location)
                : Unexpected();
        return token is { Kind: TokenKind.Name, Text: { } keyword } ? keyword switch
        {
            "query" or "mutation" or "subscription" => Operation(description) with { Location = location },
            "fragment" => Fragment(description) with { Location = location },
            "extend" => Extension(),
            "directive" => DirectiveDefinition(description) with { Location = location },
            _ => TypeSystem(isExtension: false, description) with { Location = location },
        } : throw Unexpected();
    }

    /// <summary>Description : StringValue</summary>
    private string? Description() => token.Kind is TokenKind.String or TokenKind.BlockString ? Advance().Text : null;

    private NameNode Name()
    {
        var name = Expect(TokenKind.Name);
        return new(name.Text!) { Location = name.Location };
    }

    // The moves of the parser

    private Token Advance()
    {
        var previous = token;
        token = lexer.Next();
        if (tokens++ > limits.MaxTokens)
            throw new DocumentTooLargeException($"The document has more than {limits.MaxTokens} tokens.", token.Location);
        return previous;
    }

    private Token Expect(TokenKind kind) => token.Kind == kind ? Advance() : throw Expected(Token.Punctuator(kind));

    private bool Skip(TokenKind kind)
    {
        if (token.Kind != kind)
            return false;
        Advance();
        return true;
    }

    private bool SkipKeyword(string keyword)
    {
        if (token.Kind != TokenKind.Name || token.Text != keyword)
            return false;
        Advance();
        return true;
    }

    private void ExpectKeyword(string keyword)
    {
        if (!SkipKeyword(keyword))
            throw Expected(keyword);
    }

    /// <summary>open item+ close</summary>
    private ImmutableArray<T> Many<T>(TokenKind open, Func<T> item, TokenKind close)
    {
        Expect(open);
        var items = ImmutableArray.CreateBuilder<T>();
        Enter();
        do
            items.Add(item());
        while (token.Kind != close);
        nesting--;
        Advance();
        return items.DrainToImmutable();
    }

    private ImmutableArray<T> OptionalMany<T>(TokenKind open, Func<T> item, TokenKind close) => token.Kind == open ? Many(open, item, close) : [];

    /// <summary>A list with a separator that may also stand in front of it.</summary>
    private ImmutableArray<T> Separated<T>(TokenKind separator, Func<T> item)
    {
        Skip(separator);
        var items = ImmutableArray.CreateBuilder<T>();
        do
            items.Add(item());
        while (Skip(separator));
        return items.DrainToImmutable();
    }

    private void Enter()
    {
        if (++nesting > limits.MaxNesting)
            throw new DocumentTooLargeException($"The document is nested more than {limits.MaxNesting} levels deep.", token.Location);
    }

    private GraphQlSyntaxException Expected(string what) => new($"Expected {(what.Length > 3 ? what : $"\"{what}\"")}, found {token}.", token.Location);

    private GraphQlSyntaxException Unexpected() => Unexpected(token);

    private static GraphQlSyntaxException Unexpected(Token found) => new($"Unexpected {found}.", found.Location);
}
