using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>What reading a BPMN file gave: the model unless the file is unreadable, and what was found.</summary>
public sealed record BpmnReadResult(Definitions? Definitions, IReadOnlyList<Finding> Findings);

/// <summary>Reads BPMN 2.0 XML as Camunda Modeler, bpmn-js and other tools write it. Files with a DTD or entities are refused.</summary>
public static class BpmnReader
{
    public static BpmnReadResult Read(byte[] file, string fileName) => throw new NotImplementedException();
}
