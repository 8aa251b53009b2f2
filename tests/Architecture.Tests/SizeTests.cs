using Xunit;

namespace Verwaltung.Architecture.Tests;

/// <summary>A file is read whole. What grows past these lines has a second subject that deserves its own.</summary>
public sealed class SizeTests
{
    private const int RootEntries = 22;
    private const int MaxColumns = 160;

    [Fact]
    public void A_file_of_a_module_fits_on_a_few_screens() => AssertLines(House.Of(Kind.Module, Kind.Contracts, Kind.Host).SelectMany(Sources), warn: 120, fail: 250);

    [Fact]
    public void A_file_of_an_engine_stays_readable() => AssertLines(House.Platform.SelectMany(Sources), warn: 250, fail: 500);

    [Fact]
    public void A_file_of_tests_stays_readable() => AssertLines(House.Files(Path.Combine(House.Root, "tests"), ".cs"), warn: 300, fail: 600);

    [Fact]
    public void A_line_fits_beside_another_file() => Expect.Nothing(
        from file in House.Files(Path.Combine(House.Root, "src"), ".cs", ".razor")
        from line in File.ReadLines(file).Index()
        where line.Item.Length > MaxColumns
        select $"{House.Relative(file)}:{line.Index + 1} has {line.Item.Length} columns");

    [Fact]
    public void The_front_door_is_not_a_store_room()
    {
        var ignored = File.ReadAllLines(Path.Combine(House.Root, ".gitignore")).Select(line => line.Trim('/')).Append(".git").ToHashSet();
        var entries = Directory.EnumerateFileSystemEntries(House.Root).Select(Path.GetFileName).Where(entry => !ignored.Contains(entry!)).Order().ToList();
        Assert.True(entries.Count <= RootEntries, $"Expected at most {RootEntries} entries but found {entries.Count}: {string.Join(", ", entries)}");
    }

    private static IEnumerable<string> Sources(Project project) => project.Files(".cs", ".razor");

    private static void AssertLines(IEnumerable<string> files, int warn, int fail)
    {
        var grown = files.Select(file => (File: House.Relative(file), Lines: File.ReadLines(file).Count())).Where(file => file.Lines > warn).ToList();
        foreach (var (file, lines) in grown)
            TestContext.Current.AddWarning($"{file} has {lines} lines");
        Assert.DoesNotContain(grown, file => file.Lines > fail);
    }
}
