using System.Collections.Immutable;
using System.Xml.Linq;

namespace Verwaltung.Workflow;

/// <summary>
/// Reads data objects (BPMN 2.0.2, clause 10.4.1). They are the drawing of values that elements share; an association says who reads and writes them.
/// One that would have to compute something is refused: mappings do that.
/// </summary>
internal static class DataReader
{
    internal static ImmutableArray<DataObject> ObjectsOf(XElement process, Func<XElement, string> scopeOf) =>
    [
        .. process.Descendants(Vocabulary.Bpmn + "dataObject")
            .Select(data => new DataObject(data.Text("id") ?? "", data.Text("name"), data.IsTrue("isCollection"), scopeOf(data.Parent!))),
    ];

    /// <summary>References that lead to no data object of the process.</summary>
    internal static IEnumerable<XElement> LostReferences(XElement process, ImmutableArray<DataObject> objects)
    {
        var ids = objects.Select(data => data.Id).ToHashSet(StringComparer.Ordinal);
        return process.Descendants(Vocabulary.Bpmn + "dataObjectReference").Where(reference => reference.Text("dataObjectRef") is { } id && !ids.Contains(id));
    }

    internal static IEnumerable<UnsupportedPart> PartsOf(XElement node) => node.Elements()
        .Where(child => child.Name == Vocabulary.Bpmn + "dataInputAssociation" || child.Name == Vocabulary.Bpmn + "dataOutputAssociation")
        .Elements().Where(part => part.Name == Vocabulary.Bpmn + "assignment" || part.Name == Vocabulary.Bpmn + "transformation")
        .Select(part => new UnsupportedPart(part.Name.LocalName, "write zeebe:ioMapping", part.PlaceOf()));
}
