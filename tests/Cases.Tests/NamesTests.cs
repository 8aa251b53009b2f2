using Verwaltung.Cases.Contracts;
using Verwaltung.Testing;

namespace Verwaltung.Cases.Tests;

/// <summary>Words that the house and its procedures share stand in a table, and designers read the same one.</summary>
public sealed class NamesTests
{
    private static readonly string Root = TestDatabase.RepositoryRoot;
    private static readonly string Guide = File.ReadAllText(Path.Combine(Root, "docs", "designing-procedures.md"));

    [Fact]
    public void Designers_read_the_table_of_names_that_the_house_knows() =>
        Assert.Contains(Table("| Name | Means |\n|-|-|", DataNames.All.Select(name => $"| `{name.Path}` | {name.Meaning} |")), Guide, StringComparison.Ordinal);

    [Fact]
    public void Designers_read_the_table_of_letters_that_the_house_sets() =>
        Assert.Contains(
            Table("| Letter | File | When |\n|-|-|-|", LetterName.All.Select(letter =>
                $"| {(letter.Template is { } name ? $"`{name}`" : "the drafted one")} | `{letter.FileName}` | {letter.Meaning} |")),
            Guide, StringComparison.Ordinal);

    [Fact]
    public void A_name_that_the_table_holds_is_written_nowhere_else_in_the_modules() =>
        Assert.Empty(
            from file in Directory.EnumerateFiles(Path.Combine(Root, "src", "Modules"), "*.cs", SearchOption.AllDirectories)
            where Path.GetFileName(file) != "DataNames.cs" && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            let text = File.ReadAllText(file)
            from name in DataNames.All
            where name.Path.Contains('.', StringComparison.Ordinal) && text.Contains($"\"{name.Path}\"", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Root, file)}: {name.Path}");

    private static string Table(string head, IEnumerable<string> rows) => $"{head}\n{string.Join('\n', rows)}\n";
}
