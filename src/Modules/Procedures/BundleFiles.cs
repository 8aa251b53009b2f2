using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Verwaltung.Procedures;

/// <summary>The files of one procedure folder by relative path, in ordinal order; their hash is the bundle's name.</summary>
internal sealed record BundleFiles(string Key, ImmutableSortedDictionary<string, byte[]> Files)
{
    private static readonly string[] Kinds = [".yaml", ".bpmn", ".dmn", ".form", ".md"];

    public string Hash { get; } = HashOf(Files);

    public static BundleFiles FromFolder(string folder) => new(
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Kinds.Contains(Path.GetExtension(file)) && !IsDocumentation(folder, file))
            .ToImmutableSortedDictionary(file => Relative(folder, file), File.ReadAllBytes, StringComparer.Ordinal));

    /// <summary>Files below <paramref name="folder"/> with the given ending, for example <c>("decisions", ".dmn")</c>.</summary>
    public IEnumerable<KeyValuePair<string, byte[]>> In(string folder, string ending) =>
        Files.Where(file => file.Key.StartsWith(folder + "/", StringComparison.Ordinal) && file.Key.EndsWith(ending, StringComparison.Ordinal));

    private static bool IsDocumentation(string folder, string file) =>
        Relative(folder, file) is var path && path.EndsWith(".md", StringComparison.Ordinal) && !path.StartsWith("letters/", StringComparison.Ordinal);

    private static string Relative(string folder, string file) => Path.GetRelativePath(folder, file).Replace('\\', '/');

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
