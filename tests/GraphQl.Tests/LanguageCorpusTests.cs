using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Tests;

/// <summary>apollo-rs' corpus: what is GraphQL is parsed, what is not is refused with a place inside the text.</summary>
public sealed class LanguageCorpusTests
{
    /// <summary>Files of the corpus's error folder that the specification of September 2025 allows.</summary>
    private static readonly HashSet<string> AllowedSince2025 = [];

    [Theory]
    [InlineData("lexer")]
    [InlineData("parser")]
    public void What_is_graphql_is_read(string part)
    {
        var failures = Files(part, "ok").Select(file => (file.Name, Fault: Read(part, file.Text))).Where(file => file.Fault is not null).Select(file => $"{file.Name}: {file.Fault!.Message} {file.Fault.Location}");

        Assert.Equal([], failures);
    }

    [Theory]
    [InlineData("lexer")]
    [InlineData("parser")]
    public void What_is_not_graphql_is_refused_with_its_place(string part)
    {
        var accepted = Files(part, "err").Where(file => !AllowedSince2025.Contains(file.Name)).Where(file => Read(part, file.Text) is not { Location: { Line: > 0, Column: > 0 } }).Select(file => file.Name);

        Assert.Equal([], accepted);
    }

    private static IEnumerable<(string Name, string Text)> Files(string part, string folder) =>
        Directory.GetFiles(TestData.Folder("apollo-rs", part, folder), "*.graphql").Order(StringComparer.Ordinal).Select(path => (Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)));

    private static GraphQlSyntaxException? Read(string part, string text)
    {
        try
        {
            if (part == "parser")
            {
                Parser.Parse(text);
                return null;
            }

            var lexer = new Lexer(text);
            while (lexer.Next().Kind != TokenKind.End)
            {
            }

            return null;
        }
        catch (GraphQlSyntaxException fault)
        {
            return fault;
        }
    }
}
