using System.Collections.Immutable;
using System.Text;
using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;
using Verwaltung.Workflow.Decisions;

namespace Verwaltung.Procedures;

internal sealed record BundleReading(Bundle? Bundle, ImmutableArray<Finding> Findings)
{
    public bool IsGood => Bundle is not null && !Findings.Any(finding => finding.Severity == Severity.Error);
}

/// <summary>Turns the files of a procedure into a bundle, or says file by file why it cannot run. Nothing is half-accepted.</summary>
internal static class BundleReader
{
    /// <param name="jobTypes">What modules offer to do; null where that is not known or no longer asked.</param>
    public static BundleReading Read(BundleFiles files, IReadOnlySet<string>? jobTypes = null)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var settings = SettingsReader.Read(files, findings);
        var decisions = ReadDecisions(files, findings);
        var forms = ReadForms(files, findings);
        var resources = new ProcessResources(
            Known(decisions.Ids, "decisions/", findings), Known(forms.Select(form => form.Form.Id), "forms/", findings), jobTypes);
        var process = ReadProcess(files, resources, findings);
        if (settings is not null)
            findings.AddRange(BundleChecks.Check(files, settings, process, resources));
        findings.AddRange(BundleChecks.Twice(decisions));

        return new BundleReading(
            settings is null || process is null ? null : Bundle(files, settings, process, decisions, forms), findings.DrainToImmutable());
    }

    private static Bundle Bundle(
        BundleFiles files, ProcedureSettings settings, ProcessDefinition process, BundleDecisions decisions, List<FormFile> forms)
    {
        var unique = forms.DistinctBy(form => form.Form.Id).ToList();
        return new(
            files.Hash, settings, process, decisions,
            unique.ToImmutableDictionary(form => form.Form.Id, form => form.Form),
            unique.ToImmutableDictionary(form => form.Form.Id, form => form.Text),
            files.In("letters", ".md").ToImmutableDictionary(file => Path.GetFileNameWithoutExtension(file.Key), file => Encoding.UTF8.GetString(file.Value)));
    }

    private static ProcessDefinition? ReadProcess(BundleFiles files, ProcessResources resources, ImmutableArray<Finding>.Builder findings)
    {
        if (!files.Files.TryGetValue(BundleFiles.Process, out var content))
        {
            findings.Add(new Finding(BundleFiles.Process, 1, 1, Severity.Error, "procedure.process-missing", $"Expected a file '{BundleFiles.Process}'."));
            return null;
        }

        var reading = BpmnReader.Read(content, BundleFiles.Process);
        findings.AddRange(reading.Findings);
        if (reading.Definitions?.Executable is { } process)
            findings.AddRange(ProcessChecks.Check(process, resources));
        return reading.Definitions?.Executable;
    }

    private static BundleDecisions ReadDecisions(BundleFiles files, ImmutableArray<Finding>.Builder findings)
    {
        var models = ImmutableArray.CreateBuilder<(string, DecisionModel)>();
        foreach (var (path, reading) in DmnFolder.Read(files.In("decisions", ".dmn").Select(file => (file.Key, file.Value))))
        {
            findings.AddRange(reading.Findings);
            if (reading.Model is not null)
                models.Add((path, reading.Model));
        }

        return new BundleDecisions(models.ToImmutable());
    }

    private static List<FormFile> ReadForms(BundleFiles files, ImmutableArray<Finding>.Builder findings)
    {
        var forms = new List<FormFile>();
        foreach (var (path, content) in files.In("forms", ".form"))
        {
            var text = Encoding.UTF8.GetString(content);
            var reading = FormReader.Read(text, path);
            findings.AddRange(reading.Findings);
            if (reading.Form is not { } form)
                continue;
            if (forms.FirstOrDefault(other => other.Form.Id == form.Id) is { } twin)
                findings.Add(
                    new Finding(path, 1, 1, Severity.Error, "form.duplicate", $"Expected form ids to be unique, but '{form.Id}' is in {twin.Path} too."));
            forms.Add(new(path, form, text));
        }

        return forms;
    }

    /// <summary>The ids of a folder; null if one of its files could not be read, for then it is not known what is missing.</summary>
    private static ImmutableHashSet<string>? Known(IEnumerable<string> ids, string folder, IEnumerable<Finding> findings) =>
        findings.Any(finding => finding.Severity == Severity.Error && finding.File.StartsWith(folder, StringComparison.Ordinal)) ? null : [.. ids];

    private sealed record FormFile(string Path, Form Form, string Text);
}
