namespace Verwaltung.GraphQl.Tests;

/// <summary>Conformance material beside the repository; its tests are skipped where it is not.</summary>
internal static class TestData
{
    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = Root();

    public static string Folder(params string[] names)
    {
        var folder = Path.Combine([Path.GetDirectoryName(Repository)!, "shared", "testdata", "graphql", .. names]);
        Assert.SkipUnless(Directory.Exists(folder), $"The conformance material is not there: ../shared/testdata/graphql/{string.Join('/', names)} beside the repository.");
        return folder;
    }

    private static string Root()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Verwaltung.sln")))
            root = root.Parent;
        return root?.FullName ?? throw new InvalidOperationException("Expected the tests to lie inside the repository.");
    }
}
