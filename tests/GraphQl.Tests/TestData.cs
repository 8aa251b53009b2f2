namespace Verwaltung.GraphQl.Tests;

/// <summary>Conformance material beside the repository; its tests are skipped where it is not.</summary>
internal static class TestData
{
    public static string Folder(params string[] names)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Verwaltung.sln")))
            root = root.Parent;
        var folder = Path.Combine([root?.Parent?.FullName ?? "", "shared", "testdata", "graphql", .. names]);
        Assert.SkipUnless(Directory.Exists(folder), $"The conformance material is not there: ../shared/testdata/graphql/{string.Join('/', names)} beside the repository.");
        return folder;
    }
}
