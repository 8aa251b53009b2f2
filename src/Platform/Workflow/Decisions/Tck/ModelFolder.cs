using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow.Decisions.Tck;

/// <summary>A model file with the models beside it that it imports, read in the order of their imports.</summary>
internal static class ModelFolder
{
    public static DmnReadResult Read(string file)
    {
        if (!File.Exists(file)) return new DmnReadResult(null, [new Finding(file, 1, 1, Severity.Error, "dmn.no-file", "The model of these tests is not there.")]);
        var beside = Directory.EnumerateFiles(Path.GetDirectoryName(file)!, "*.dmn")
            .Select(path => (Path: path, Names: DmnReader.Namespaces(File.ReadAllBytes(path))))
            .Where(entry => entry.Names is not null)
            .Select(entry => new Source(entry.Path, entry.Names!.Value.Namespace, entry.Names.Value.Imports))
            .ToList();
        return Read(file, beside, []);
    }

    private static DmnReadResult Read(string file, List<Source> beside, ImmutableHashSet<string> open)
    {
        var own = beside.FirstOrDefault(source => source.Path == file);
        var imports = beside.Where(source => own is not null && own.Imports.Contains(source.Namespace) && !open.Contains(source.Path))
            .Select(source => Read(source.Path, beside, open.Add(file)).Model)
            .OfType<DecisionModel>();
        return DmnReader.Read(File.ReadAllBytes(file), Path.GetFileName(file), [.. imports]);
    }

    private sealed record Source(string Path, string Namespace, ImmutableArray<string> Imports);
}
