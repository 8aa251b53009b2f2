using System.Collections.Immutable;
using System.Xml.Linq;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>What reading a BPMN file gave: the model unless the file is unreadable, and what was found.</summary>
public sealed record BpmnReadResult(Definitions? Definitions, IReadOnlyList<Finding> Findings);

/// <summary>
/// Reads BPMN 2.0 XML as Camunda Modeler, bpmn-js and other tools write it. Files with a DTD or entities are refused. What stands
/// inside a process is judged by <see cref="ProcessChecks"/>; the findings here are about the file: XML, and which process is executable.
/// </summary>
public static class BpmnReader
{
    /// <param name="file">The bytes; the encoding is that of the XML declaration.</param>
    /// <param name="fileName">The name that findings carry.</param>
    public static BpmnReadResult Read(byte[] file, string fileName)
    {
        var (document, fault) = SafeXml.Load(file, fileName);
        fault ??= RootFault(document!, fileName);
        if (fault is not null) return new(null, [fault]);

        var root = document!.Root!;
        var shared = new SharedElements(root, fileName);
        var processes = root.Elements(Vocabulary.Bpmn + "process").Select(process => ProcessReader.Read(process, shared)).ToImmutableArray();
        var definitions = new Definitions(fileName, processes) { Executable = CallJoiner.Join(processes) };
        return new(definitions, [.. FileFindings(root, definitions)]);
    }

    internal static Finding? RootFault(XDocument document, string fileName) => document.Root is { } root && root.Name != Vocabulary.Bpmn + "definitions"
        ? Fault(fileName, root.PlaceOf(), "bpmn.root", $"Expected BPMN 2.0 'definitions' but found '{root.Name.LocalName}'.")
        : null;

    private static IEnumerable<Finding> FileFindings(XElement root, Definitions definitions)
    {
        var fileName = definitions.FileName;
        foreach (var extension in root.Elements(Vocabulary.Bpmn + "extension").Where(extension => extension.IsTrue("mustUnderstand")))
            yield return Fault(fileName, extension.PlaceOf(), "bpmn.unsupported", $"Extension '{extension.Text("definition")}' must be understood and is not.");
        foreach (var import in root.Elements(Vocabulary.Bpmn + "import"))
            yield return Fault(fileName, import.PlaceOf(), "bpmn.unsupported", "Imports of other files are not followed.");

        if (definitions.Executable is not { } main)
        {
            yield return Fault(
                fileName, root.PlaceOf(), "bpmn.no-executable-process", "No process of the file is marked as executable (isExecutable=\"true\").");
            yield break;
        }

        foreach (
            var other in definitions.Processes.Where(process => process.IsExecutable && process.Id != main.Id && !main.CalledProcesses.ContainsKey(process.Id)))
            yield return Fault(fileName, other.Position, "bpmn.several-executable-processes",
                $"Process '{other.Id}' is executable, and so is '{main.Id}', which does not call it: put each into a file of its own.");
        foreach (var twice in definitions.Processes.SelectMany(process => process.Nodes).GroupBy(node => node.Id).SelectMany(same => same.Skip(1)))
            yield return Fault(fileName, twice.Position, "bpmn.duplicate-id", $"The id '{twice.Id}' is used in two processes of the file.");
    }

    private static Finding Fault(string fileName, Position at, string code, string message) => new(fileName, at.Line, at.Column, Severity.Error, code, message);
}
