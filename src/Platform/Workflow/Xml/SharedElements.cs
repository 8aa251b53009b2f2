using System.Xml.Linq;

namespace Verwaltung.Workflow;

/// <summary>Root elements that nodes refer to: messages, signals, errors and escalations, by id (BPMN 2.0.2, clause 8.4).</summary>
internal sealed class SharedElements(XElement root, string fileName)
{
    private readonly ILookup<string, XElement> _byId = root.Elements().Where(element => element.Attribute("id") is not null)
        .ToLookup(element => element.Attribute("id")!.Value, StringComparer.Ordinal);

    internal XElement Root { get; } = root;

    internal string FileName { get; } = fileName;

    /// <summary>The element of that kind and id; a reference may carry the prefix of the target namespace.</summary>
    internal XElement? Find(string kind, string? reference) => reference is null ? null
        : _byId[reference].Concat(_byId[reference[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..]])
            .FirstOrDefault(element => element.Name == Vocabulary.Bpmn + kind);
}
