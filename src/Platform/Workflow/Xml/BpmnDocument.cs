using System.Text;
using System.Xml;
using System.Xml.Linq;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>
/// A BPMN file to be changed and written again: what is not changed stays as it was read, the diagram, comments, and the extensions of other tools
/// included, in the encoding of the file. What it means says <see cref="ReadModel"/>.
/// </summary>
public sealed class BpmnDocument
{
    private readonly XDocument _xml;
    private readonly string _fileName;

    private BpmnDocument(XDocument xml, string fileName) => (_xml, _fileName) = (xml, fileName);

    /// <summary>The document, or the one finding that says why there is none: no XML, no BPMN 2.0, or XML with a DTD.</summary>
    public static (BpmnDocument? Document, Finding? Fault) Read(byte[] file, string fileName)
    {
        var (xml, fault) = SafeXml.Load(file, fileName);
        return xml is null ? (null, fault)
            : BpmnReader.RootFault(xml, fileName) is { } other ? (null, other)
            : (new BpmnDocument(xml, fileName), null);
    }

    /// <summary>The BPMN element of that id, to be read or changed; null when there is none.</summary>
    public XElement? Find(string id) =>
        _xml.Descendants().FirstOrDefault(element => element.Name.Namespace == Vocabulary.Bpmn && element.Text("id") == id);

    /// <summary>The process as the file says it now.</summary>
    public BpmnReadResult ReadModel() => BpmnReader.Read(ToBytes(), _fileName);

    /// <summary>The file. Characters that its encoding does not have become character references.</summary>
    public byte[] ToBytes()
    {
        using var written = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = EncodingOf(_xml.Declaration?.Encoding),
            NewLineHandling = NewLineHandling.Entitize,
            OmitXmlDeclaration = _xml.Declaration is null,
        };
        using (var writer = XmlWriter.Create(written, settings)) _xml.Save(writer);
        return written.ToArray();
    }

    private static Encoding EncodingOf(string? declared) =>
        string.IsNullOrEmpty(declared) || declared.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
            : Encoding.GetEncoding(declared);
}
