using System.Collections.Immutable;
using System.Reflection;
using System.Xml.Linq;
using Verwaltung.Testing;

namespace Verwaltung.Architecture.Tests;

/// <summary>What a project is by the folder it lies in.</summary>
internal enum Kind
{
    Platform,
    Module,
    Contracts,
    Host,
}

/// <summary>A project of <c>src/</c> with what its file references.</summary>
/// <param name="Name">File name without extension: <c>Cases.Contracts</c>.</param>
internal sealed record Project(string Name, Kind Kind, string Folder, ImmutableArray<string> References)
{
    private readonly Lazy<Assembly> _assembly = new(() => Assembly.Load(Kind == Kind.Host ? "verwaltung" : $"Verwaltung.{Name}"));

    public Assembly Assembly => _assembly.Value;

    /// <summary>Names of the projects of this house that the compiled assembly uses.</summary>
    public IEnumerable<string> Uses =>
        from name in Assembly.GetReferencedAssemblies()
        where name.Name!.StartsWith("Verwaltung.", StringComparison.Ordinal)
        select name.Name!["Verwaltung.".Length..];

    public IEnumerable<string> Files(params string[] extensions) => House.Files(Folder, extensions);

    public override string ToString() => Name;
}

/// <summary>The house as it stands: found on disk, never listed by hand.</summary>
internal static class House
{
    private static readonly HashSet<string> Generated = ["bin", "obj", "node_modules", "lib"];

    public static string Root { get; } = TestDatabase.RepositoryRoot;

    public static ImmutableArray<Project> Projects { get; } =
        [.. Files(Path.Combine(Root, "src"), ".csproj").Select(Read).OrderBy(project => project.Name, StringComparer.Ordinal)];

    public static IEnumerable<Project> Platform => Of(Kind.Platform);

    public static IEnumerable<Project> Modules => Of(Kind.Module);

    public static IEnumerable<Project> Contracts => Of(Kind.Contracts);

    public static Project Project(string name) => Projects.Single(project => project.Name == name);

    public static IEnumerable<Project> Of(params Kind[] kinds) => Projects.Where(project => kinds.Contains(project.Kind));

    /// <summary>Files under a folder that somebody wrote.</summary>
    public static IEnumerable<string> Files(string folder, params string[] extensions)
    {
        var here = Directory.EnumerateFiles(folder).Where(file => extensions.Contains(Path.GetExtension(file)));
        var below = Directory.EnumerateDirectories(folder).Where(inner => !Generated.Contains(Path.GetFileName(inner)));
        return here.Concat(below.SelectMany(inner => Files(inner, extensions))).Order(StringComparer.Ordinal);
    }

    /// <summary>A path as people say it: <c>src/Modules/Cases/Case.cs</c>.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static Project Read(string file)
    {
        var kind = KindOf(Relative(file));
        var shared = Path.Combine(Root, "src", "Modules", "Directory.Build.props");
        var references = (kind == Kind.Module ? new[] { file, shared } : [file]).SelectMany(one => XDocument.Load(one).Descendants("ProjectReference"))
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        return new(Path.GetFileNameWithoutExtension(file), kind, Path.GetDirectoryName(file)!, [.. references.Order(StringComparer.Ordinal)]);
    }

    private static Kind KindOf(string path) => path.Split('/') switch
    {
        ["src", "Host", _] => Kind.Host,
        ["src", "Platform", _, _] => Kind.Platform,
        ["src", "Modules", var name, _] => name.EndsWith(".Contracts", StringComparison.Ordinal) ? Kind.Contracts : Kind.Module,
        _ => throw new InvalidOperationException($"Expected every project in src/Host, src/Platform/X or src/Modules/X, but found {path}."),
    };
}
