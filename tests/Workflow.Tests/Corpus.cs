using Xunit;

namespace Verwaltung.Workflow.Tests;

/// <summary>Models of other people: the MIWG reference models and those of an engine's tests.</summary>
internal static class Corpus
{
    internal static IEnumerable<string> Files()
    {
        var corpus = Path.Combine(Repository().Parent!.FullName, "shared", "testdata", "bpmn");
        Assert.SkipUnless(Directory.Exists(corpus), "The BPMN models are not there: ../shared/testdata/bpmn beside the repository.");
        return Directory.EnumerateFiles(corpus, "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".bpmn", StringComparison.Ordinal) || file.EndsWith(".bpmn20.xml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }

    internal static DirectoryInfo Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Verwaltung.sln"))) folder = folder.Parent!;
        return folder;
    }
}
