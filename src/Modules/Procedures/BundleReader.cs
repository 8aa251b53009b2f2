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
    public static BundleReading Read(BundleFiles files)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var settings = SettingsReader.Read(files, findings);
        var decisions = ReadDecisions(files, findings);
        var formFiles = files.In("forms", ".form").Select(file => (Path: file.Key, Text: Encoding.UTF8.GetString(file.Value))).ToList();
        var forms = ReadForms(formFiles, findings);
        var process = ReadProcess(files, decisions, forms, findings);
        if (settings is not null)
            findings.AddRange(BundleChecks.Check(settings, process, decisions, forms.Keys));

        var bundle = settings is null || process is null
            ? null
            : new Bundle(files.Hash, settings, process, decisions, forms.ToImmutableDictionary(form => form.Key, form => form.Value.Form),
                forms.ToImmutableDictionary(form => form.Key, form => form.Value.Text), ReadLetters(files));
        return new BundleReading(bundle, findings.DrainToImmutable());
    }

    private static ProcessDefinition? ReadProcess(
        BundleFiles files, BundleDecisions decisions, Dictionary<string, (Form Form, string Text)> forms, ImmutableArray<Finding>.Builder findings)
    {
        const string path = "process.bpmn";
        if (!files.Files.TryGetValue(path, out var content))
        {
            findings.Add(new Finding(path, 1, 1, Severity.Error, "procedure.process-missing", $"Expected a file '{path}'."));
            return null;
        }

        var reading = BpmnReader.Read(content, path);
        findings.AddRange(reading.Findings);
        if (reading.Definitions?.Executable is not { } process)
            return null;

        findings.AddRange(ProcessChecks.Check(process, new ProcessResources(
            decisions.Ids.ToImmutableHashSet(), forms.Keys.ToImmutableHashSet(), JobTypes: null)));
        return process;
    }

    private static BundleDecisions ReadDecisions(BundleFiles files, ImmutableArray<Finding>.Builder findings)
    {
        var models = new List<DecisionModel>();
        foreach (var (path, content) in files.In("decisions", ".dmn"))
        {
            var reading = DmnReader.Read(content, path);
            findings.AddRange(reading.Findings);
            if (reading.Model is not null)
                models.Add(reading.Model);
        }

        return new BundleDecisions([.. models]);
    }

    private static Dictionary<string, (Form Form, string Text)> ReadForms(
        IEnumerable<(string Path, string Text)> files, ImmutableArray<Finding>.Builder findings)
    {
        var forms = new Dictionary<string, (Form, string)>();
        foreach (var (path, text) in files)
        {
            var reading = FormReader.Read(text, path);
            findings.AddRange(reading.Findings);
            if (reading.Form is { } form && !forms.TryAdd(form.Id, (form, text)))
                findings.Add(new Finding(path, 1, 1, Severity.Error, "form.duplicate", $"Expected form ids to be unique, but '{form.Id}' is there twice."));
        }

        return forms;
    }

    private static ImmutableDictionary<string, string> ReadLetters(BundleFiles files) =>
        files.In("letters", ".md").ToImmutableDictionary(
            file => Path.GetFileNameWithoutExtension(file.Key), file => Encoding.UTF8.GetString(file.Value));
}
