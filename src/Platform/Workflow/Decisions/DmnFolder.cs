using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow.Decisions;

/// <summary>DMN files that may import one another by namespace (DMN 1.5, clause 6.3.3): each is read once, after those it imports.</summary>
public static class DmnFolder
{
    /// <summary>What reading each file gave, in the order of the files.</summary>
    public static ImmutableArray<(string Path, DmnReadResult Result)> Read(IEnumerable<(string Path, byte[] Content)> files)
    {
        var reading = new Reading([.. files.Select(file => new Source(file.Path, file.Content, DmnReader.Namespaces(file.Content)))]);
        return [.. reading.Sources.Select(source => (source.Path, reading.Read(source)))];
    }

    /// <summary>What reading a file gave; the files it imports lie beside it.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="name">The file's name in findings.</param>
    public static DmnReadResult Read(string file, string name)
    {
        var beside = Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(file))!, "*.dmn")
            .Where(path => Path.GetFileName(path) != Path.GetFileName(file));
        return Read([(name, File.ReadAllBytes(file)), .. beside.Order(StringComparer.Ordinal).Select(path => (path, File.ReadAllBytes(path)))])[0].Result;
    }

    private sealed record Source(string Path, byte[] Content, (string Namespace, ImmutableArray<string> Imports)? Names);

    private sealed class Reading(ImmutableArray<Source> sources)
    {
        private readonly Dictionary<Source, DmnReadResult> _read = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<Source> _open = new(ReferenceEqualityComparer.Instance);

        public ImmutableArray<Source> Sources => sources;

        public DmnReadResult Read(Source source)
        {
            if (_read.TryGetValue(source, out var known)) return known;
            _open.Add(source);
            // One that is still being read imports this one in turn: it is not there yet, and the reader says so.
            var imports = sources.Where(
                other => source.Names is { } names && other.Names is { } declared && names.Imports.Contains(declared.Namespace) && !_open.Contains(other))
                .Select(other => Read(other).Model).OfType<DecisionModel>().ToList();
            _open.Remove(source);
            return _read[source] = DmnReader.Read(source.Content, source.Path, imports);
        }
    }
}
