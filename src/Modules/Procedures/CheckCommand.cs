using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Verwaltung.Feel;
using Verwaltung.Periods;

namespace Verwaltung.Procedures;

/// <summary><c>verwaltung check PATH...</c>: what is wrong with models, forms and procedure folders, by file, line and column.</summary>
internal static class CheckCommand
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(Lazy<IReadOnlySet<string>> jobTypes, Func<Office> office)
    {
        var paths = CommandUsage.Paths("Files (.bpmn, .bpmn20.xml, .dmn, .form, .yaml), procedure folders, or folders that contain them.");
        var format = CommandUsage.Format();
        var command = new Command(
            "check", "Checks models, forms and procedure folders and plays their scenarios. Exit 1 if something keeps them from running.") { paths, format };
        command.SetAction(parsed => Run(
            new FileChecks(jobTypes, office), parsed.GetValue(paths) ?? [], parsed.GetValue(format)!,
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(FileChecks checks, string[] paths, string format, TextWriter output, TextWriter error)
    {
        if (CommandUsage.Fault("check workflows/resident-parking-permit", paths, format) is { } fault)
        {
            error.WriteLine(fault);
            return CommandUsage.WrongUsage;
        }

        var findings = paths.SelectMany(checks.Check).ToList();
        output.Write(format == "json" ? Json(findings) : string.Concat(findings.Select(finding => finding + "\n")));
        return findings.Any(finding => finding.Severity == Severity.Error) ? CommandUsage.Findings : CommandUsage.NothingWrong;
    }

    private static string Json(IEnumerable<Finding> findings) => new JsonArray([.. findings.Select(finding => new JsonObject
    {
        ["file"] = finding.File,
        ["line"] = finding.Line,
        ["column"] = finding.Column,
        ["severity"] = finding.Severity == Severity.Error ? "error" : "warning",
        ["code"] = finding.Code,
        ["message"] = finding.Message,
    })]).ToJsonString(Readable) + "\n";
}
