using System.Collections.Immutable;
using Verwaltung.Feel;
using Verwaltung.Periods;

namespace Verwaltung.Procedures;

/// <summary>A procedure folder as its designer has it before them: the bundle's files and the scenarios that prove it.</summary>
internal static class ProcedureFolder
{
    public const string Scenarios = "scenarios";

    public static bool IsAt(string folder) => File.Exists(Path.Combine(folder, SettingsReader.File));

    /// <summary>All findings, with paths below <paramref name="folder"/>. Scenarios are played once the bundle itself can run.</summary>
    public static IEnumerable<Finding> Check(string folder, IReadOnlySet<string>? jobTypes, Office office)
    {
        var reading = BundleReader.Read(BundleFiles.FromFolder(folder), jobTypes);
        return reading.Findings.Select(finding => finding with { File = Path.Combine(folder, finding.File) })
            .Concat(Strays(folder))
            .Concat(ScenarioFiles(folder).SelectMany(file => CheckScenario(reading, file, office)));
    }

    public static IReadOnlyList<Finding> CheckScenario(string folder, string file, Office office) =>
        CheckScenario(BundleReader.Read(BundleFiles.FromFolder(folder), jobTypes: null), file, office);

    public static IEnumerable<string> ScenarioFiles(string folder) =>
        Path.Combine(folder, Scenarios) is var scenarios && Directory.Exists(scenarios)
            ? Directory.EnumerateFiles(scenarios, "*.yaml").Order(StringComparer.Ordinal)
            : [];

    /// <summary>Files that look as if they belonged to the procedure and would be overlooked.</summary>
    private static IEnumerable<Finding> Strays(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let path = Path.GetRelativePath(folder, file).Replace('\\', '/')
        where Path.GetExtension(path) is ".bpmn" or ".dmn" or ".form" or ".yaml" or ".yml"
        where !BundleFiles.Belongs(path) && !(path.StartsWith(Scenarios + "/", StringComparison.Ordinal) && path.EndsWith(".yaml", StringComparison.Ordinal))
        select new Finding(
            file, 1, 1, Severity.Warning, "procedure.stray",
            "The file is not used. Expected process.bpmn, decisions/*.dmn, forms/*.form, letters/*.md, scenarios/*.yaml.");

    private static ImmutableArray<Finding> CheckScenario(BundleReading reading, string file, Office office)
    {
        var (scenario, findings) = ScenarioReader.Read(File.ReadAllBytes(file), file);
        return scenario is not null && reading.IsGood ? [.. ScenarioCheck.Check(scenario, reading.Bundle!, office)] : findings;
    }
}
