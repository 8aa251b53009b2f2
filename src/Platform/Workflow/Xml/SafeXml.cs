using System.Text;
using System.Xml;
using System.Xml.Linq;
using Verwaltung.Feel;

namespace Verwaltung.Workflow;

/// <summary>Loads XML from strangers: no DTD, no entities, nothing fetched, bounded in size and depth; every node knows its place.</summary>
internal static class SafeXml
{
    private const int MostBytes = 10_000_000;
    private const int MostDepth = 100;

    // Older modelling tools write windows-1252.
    static SafeXml() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static XmlReaderSettings Settings => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostBytes,
        MaxCharactersFromEntities = 0,
    };

    /// <summary>The document, or the one finding that says why there is none.</summary>
    internal static (XDocument? Document, Finding? Fault) Load(byte[] file, string fileName)
    {
        if (file.Length > MostBytes) return (null, Fault(fileName, 1, 1, $"The file is larger than {MostBytes / 1_000_000} MB."));
        try
        {
            return TooDeep(file, fileName) is { } deep ? (null, deep) : (Parse(file), null);
        }
        catch (XmlException wrong)
        {
            var dtd = wrong.Message.Contains("DTD", StringComparison.Ordinal);
            return (
                null, Fault(
                    fileName, wrong.LineNumber, wrong.LinePosition, dtd
                        ? "A document type (DTD) is not allowed."
                        : $"The file is not well-formed XML: {wrong.Message}"));
        }
    }

    internal static Position PlaceOf(this XObject node) => node is IXmlLineInfo at && at.HasLineInfo() ? new(at.LineNumber, at.LinePosition) : new(1, 1);

    private static XDocument Parse(byte[] file)
    {
        using var reader = XmlReader.Create(new MemoryStream(file), Settings);
        return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
    }

    private static Finding? TooDeep(byte[] file, string fileName)
    {
        using var reader = XmlReader.Create(new MemoryStream(file), Settings);
        while (reader.Read())
            if (reader.Depth > MostDepth && reader is IXmlLineInfo at)
                return Fault(fileName, at.LineNumber, at.LinePosition, $"Elements are nested more than {MostDepth} deep.");
        return null;
    }

    private static Finding Fault(string fileName, int line, int column, string message) =>
        new(fileName, Math.Max(line, 1), Math.Max(column, 1), Severity.Error, "bpmn.xml", message);
}
