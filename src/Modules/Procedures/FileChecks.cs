using System.Collections.Immutable;
using System.Text;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.Periods;
using Verwaltung.Workflow;
using Verwaltung.Workflow.Decisions;

namespace Verwaltung.Procedures;

/// <summary>Checks a path by what it is: a procedure folder as a whole, a file by its kind, any other folder by what is in it.</summary>
/// <param name="jobTypes">What modules offer to do; only procedures are held against it, for a lone process may be meant for another house.</param>
/// <param name="office">Whose days and functions scenarios go by.</param>
internal sealed class FileChecks(Lazy<IReadOnlySet<string>> jobTypes, Func<Office> office)
{
    public IEnumerable<Finding> Check(string path)
    {
        try
        {
            return Directory.Exists(path) ? [.. CheckFolder(path)] : CheckFile(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [Fault(path, "file.unreadable", $"The file cannot be read: {fault.Message}")];
        }
    }

    private IEnumerable<Finding> CheckFolder(string folder) => ProcedureFolder.IsAt(folder)
        ? ProcedureFolder.Check(folder, jobTypes.Value, office())
        : Directory.EnumerateFileSystemEntries(folder)
            .Where(entry => Directory.Exists(entry) ? new DirectoryInfo(entry).LinkTarget is null : IsModel(entry))
            .Order(StringComparer.Ordinal).SelectMany(Check);

    private static bool IsModel(string file) => KindOf(file) is ".bpmn" or ".dmn" or ".form";

    private IReadOnlyList<Finding> CheckFile(string file) => KindOf(file) switch
    {
        ".bpmn" or ".xml" => CheckProcess(File.ReadAllBytes(file), file),
        ".dmn" => DmnFolder.Read(file, file).Findings,
        ".form" or ".json" => FormReader.Read(Encoding.UTF8.GetString(File.ReadAllBytes(file)), file).Findings,
        ".yaml" or ".yml" => CheckYaml(file),
        _ => [Fault(file, "file.kind", "Expected a file .bpmn, .bpmn20.xml, .dmn, .form or .yaml.")],
    };

    private static string KindOf(string file) =>
        file.EndsWith(".bpmn20.xml", StringComparison.OrdinalIgnoreCase) ? ".bpmn" : Path.GetExtension(file).ToLowerInvariant();

    /// <summary>The executable process, or, where none is, all of them: so that it is known what else would have to be mended.</summary>
    private static List<Finding> CheckProcess(byte[] content, string file)
    {
        var reading = BpmnReader.Read(content, file);
        IEnumerable<ProcessDefinition> processes = reading.Definitions is { } read ? read.Executable is { } one ? [one] : read.Processes : [];
        return [.. reading.Findings, .. processes.SelectMany(process => ProcessChecks.Check(process))];
    }

    private IReadOnlyList<Finding> CheckYaml(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (Path.GetFileName(folder) == ProcedureFolder.Scenarios)
            return ProcedureFolder.CheckScenario(Path.GetDirectoryName(folder)!, file, office());
        var findings = ImmutableArray.CreateBuilder<Finding>();
        SettingsReader.Read(File.ReadAllBytes(file), file, findings);
        return findings.ToImmutable();
    }

    private static Finding Fault(string file, string code, string message) => new(file, 1, 1, Severity.Error, code, message);
}
