using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Verwaltung.Feel;
using Verwaltung.Periods;
using Verwaltung.Procedures.Contracts;
using Verwaltung.Workflow;
using Verwaltung.Workflow.Decisions;

namespace Verwaltung.Procedures;

/// <summary><c>verwaltung play FILE.bpmn</c>: runs a process in memory on a virtual clock, does all the work by itself and tells what happened.</summary>
internal static class PlayCommand
{
    public static Command Create(Func<Office> office) => Create(office, TimeProvider.System);

    internal static Command Create(Func<Office> office, TimeProvider time)
    {
        var file = new Argument<string[]>("FILE.bpmn")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "The process. Decisions are taken from decisions/*.dmn beside it.",
        };
        var variables = new Option<string?>("--variables") { Description = "JSON file with the case data at the start." };
        var format = CommandUsage.Format();
        var command = new Command("play", "Plays a process in memory on a virtual clock and prints what happened.") { file, variables, format };
        command.SetAction(parsed => Refusing(parsed.InvocationConfiguration.Error, () => Run(
            parsed.GetValue(file) ?? [], parsed.GetValue(variables), parsed.GetValue(format)!, office(), time.GetUtcNow(), parsed.InvocationConfiguration)));
        return command;
    }

    private static int Run(string[] files, string? variables, string format, Office office, DateTimeOffset start, InvocationConfiguration console)
    {
        if (CommandUsage.Fault("play process.bpmn", [.. files, .. variables is null ? [] : new[] { variables }], format) is { } fault)
            throw new PlayFault(CommandUsage.WrongUsage, fault);
        if (files is not [var file] || !File.Exists(file))
            throw new PlayFault(CommandUsage.WrongUsage, "Expected one file, for example: verwaltung play process.bpmn.");

        var transcript = ProcessPlay.Run(
            Process(file), Decisions(file), Variables(variables), start, new PlayOptions { Zone = office.Zone, Functions = office.Functions });
        console.Output.Write((format == "json" ? transcript.ToJson() : transcript.ToText()).TrimEnd('\n') + "\n");
        return transcript.Outcome is "incident" or "stopped"
            ? throw new PlayFault(CommandUsage.Findings, transcript.Entries.LastOrDefault(entry => entry.Kind == "incident") is { } incident
                ? $"The process stopped with an incident at '{incident.ElementId}'."
                : "The process did not come to an end.")
            : CommandUsage.NothingWrong;
    }

    private static ProcessDefinition Process(string file)
    {
        var reading = BpmnReader.Read(File.ReadAllBytes(file), file);
        var process = reading.Definitions?.Executable;
        Refuse(reading.Findings.Concat(process is null ? [] : ProcessChecks.Check(process)));
        return process!;
    }

    private static BundleDecisions Decisions(string process)
    {
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(process))!, "decisions");
        var readings = DmnFolder.Read(
            (Directory.Exists(folder) ? Directory.GetFiles(folder, "*.dmn") : [])
                .Order(StringComparer.Ordinal)
                .Select(path => (path, File.ReadAllBytes(path))));
        Refuse(readings.SelectMany(file => file.Result.Findings));
        return new BundleDecisions([.. readings.Select(file => (file.Path, file.Result.Model!))]);
    }

    private static FeelContext Variables(string? file)
    {
        try
        {
            using var json = JsonDocument.Parse(file is null ? "{}"u8.ToArray() : File.ReadAllBytes(file));
            return FeelValue.FromJson(json.RootElement) as FeelContext
                ?? throw new PlayFault(CommandUsage.WrongUsage, $"Expected {file} to hold a JSON object.");
        }
        catch (JsonException fault)
        {
            throw new PlayFault(CommandUsage.WrongUsage, $"{file}:{fault.LineNumber + 1}:{fault.BytePositionInLine + 1}: not JSON.");
        }
    }

    private static void Refuse(IEnumerable<Finding> findings)
    {
        var errors = findings.Where(finding => finding.Severity == Severity.Error).ToList();
        if (errors.Count > 0)
            throw new PlayFault(
                CommandUsage.Findings, errors.Count == 1 ? $"{errors[0]}" : $"{errors[0]} ({errors.Count - 1} more: verwaltung check says them.)");
    }

    private static int Refusing(TextWriter error, Func<int> run)
    {
        try
        {
            return run();
        }
        catch (PlayFault fault)
        {
            error.WriteLine(fault.Message);
            return fault.ExitCode;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ProcessRefusal)
        {
            error.WriteLine(fault.Message);
            return CommandUsage.Findings;
        }
    }

    private sealed class PlayFault(int exitCode, string message) : Exception(message)
    {
        public int ExitCode { get; } = exitCode;
    }
}
