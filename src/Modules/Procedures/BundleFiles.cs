using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Verwaltung.Procedures;

/// <summary>The files of one procedure folder that make up a bundle, by relative path in ordinal order; their hash is the bundle's name.</summary>
internal sealed record BundleFiles(string Key, ImmutableSortedDictionary<string, byte[]> Files)
{
    public const string Process = "process.bpmn";

    private static readonly (string Folder, string Ending)[] Kinds = [("decisions", ".dmn"), ("forms", ".form"), ("letters", ".md")];

    public string Hash { get; } = HashOf(Files);

    public static BundleFiles FromFolder(string folder) => new(
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (File: file, Path: Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .Where(file => Belongs(file.Path))
            .ToImmutableSortedDictionary(file => file.Path, file => File.ReadAllBytes(file.File), StringComparer.Ordinal));

    /// <summary>Files below <paramref name="folder"/> with the given ending, for example <c>("decisions", ".dmn")</c>.</summary>
    public IEnumerable<KeyValuePair<string, byte[]>> In(string folder, string ending) => Files.Where(file => IsIn(file.Key, folder, ending));

    /// <summary>Whether a file of a procedure folder is part of its bundle. Scenarios and documentation are not: they change nothing for a case.</summary>
    public static bool Belongs(string path) =>
        path is SettingsReader.File or Process || Kinds.Any(kind => IsIn(path, kind.Folder, kind.Ending));

    private static bool IsIn(string path, string folder, string ending) =>
        path.StartsWith(folder + "/", StringComparison.Ordinal) && path.EndsWith(ending, StringComparison.Ordinal);

    private static string HashOf(ImmutableSortedDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, content) in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\n{content.Length}\n"));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
