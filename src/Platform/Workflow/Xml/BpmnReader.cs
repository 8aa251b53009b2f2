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
        if (document?.Root is not { } root) return new(null, [fault ?? Fault(fileName, new(1, 1), "bpmn.xml", "The file is empty.")]);
        if (root.Name != Vocabulary.Bpmn + "definitions")
            return new(null, [Fault(fileName, root.PlaceOf(), "bpmn.root", $"Expected BPMN 2.0 'definitions' but found '{root.Name.LocalName}'.")]);

        var shared = new SharedElements(root, fileName);
        var processes = root.Elements(Vocabulary.Bpmn + "process").Select(process => ProcessReader.Read(process, shared)).ToImmutableArray();
        return new(new Definitions(fileName, processes), [.. FileFindings(root, processes, fileName)]);
    }

    private static IEnumerable<Finding> FileFindings(XElement root, ImmutableArray<ProcessDefinition> processes, string fileName)
    {
        foreach (var extension in root.Elements(Vocabulary.Bpmn + "extension").Where(extension => extension.IsTrue("mustUnderstand")))
            yield return Fault(fileName, extension.PlaceOf(), "bpmn.unsupported", $"Extension '{extension.Text("definition")}' must be understood and is not.");
        foreach (var import in root.Elements(Vocabulary.Bpmn + "import"))
            yield return Fault(fileName, import.PlaceOf(), "bpmn.unsupported", "Imports of other files are not followed.");

        var executable = processes.Where(process => process.IsExecutable).ToList();
        if (executable.Count == 0)
            yield return Fault(fileName, root.PlaceOf(), "bpmn.no-executable-process", "No process of the file is marked as executable (isExecutable=\"true\").");
        foreach (var other in executable.Skip(1))
            yield return Fault(fileName, other.Position, "bpmn.several-executable-processes",
                $"Process '{other.Id}' is executable, and so is '{executable[0].Id}': put each into a file of its own.");
    }

    private static Finding Fault(string fileName, Position at, string code, string message) => new(fileName, at.Line, at.Column, Severity.Error, code, message);
}
