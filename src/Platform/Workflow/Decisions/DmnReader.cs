using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions.Reading;

namespace Verwaltung.Workflow.Decisions;

/// <summary>What reading a DMN file gave: a model when nothing is wrong with it, and what was found.</summary>
public sealed record DmnReadResult(DecisionModel? Model, ImmutableArray<Finding> Findings);

/// <summary>
/// Reads DMN 1.2 to 1.5 files. Whatever cannot be evaluated is refused here, by element, line and reason; XML with a
/// DTD or entities is refused as a whole.
/// </summary>
public static class DmnReader
{
    private static readonly XmlReaderSettings Settings =
        new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 20_000_000 };

    private const int MostDepth = 200;

    /// <summary>Reads a file that imports nothing, or whose imports are refused.</summary>
    public static DmnReadResult Read(byte[] file, string fileName) => Read(file, fileName, []);

    /// <summary>Reads a file; models that it imports are taken from <paramref name="imports"/> by namespace.</summary>
    public static DmnReadResult Read(byte[] file, string fileName, IReadOnlyCollection<DecisionModel> imports)
    {
        var findings = new Findings(fileName);
        var model = Load(file, findings) is { } root ? new ModelReader(root, findings, imports).Read() : null;
        return new DmnReadResult(findings.HasErrors ? null : model, findings.All);
    }

    /// <summary>The namespace a file declares and those it imports, for putting files in order; C# null if it is no DMN.</summary>
    internal static (string Namespace, ImmutableArray<string> Imports)? Namespaces(byte[] file)
    {
        if (Load(file, new Findings("")) is not { } root) return null;
        return ((string?)root.Attribute("namespace") ?? "", [.. root.Children("import").Select(import => (string?)import.Attribute("namespace") ?? "")]);
    }

    private static XElement? Load(byte[] file, Findings findings)
    {
        try
        {
            if (IsTooDeep(file, findings)) return null;
            using var reader = XmlReader.Create(new MemoryStream(file), Settings);
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root!;
            if (root.Name.LocalName == "definitions" && DmnXml.IsDmn(root.Name.Namespace)) return root;
            findings.Error(root, "dmn.no-dmn", $"Expected the definitions of DMN 1.2 to 1.5 but found '{root.Name.LocalName}' of '{root.Name.NamespaceName}'.");
        }
        catch (XmlException exception)
        {
            findings.Error(exception.LineNumber, exception.LinePosition, "dmn.xml", $"This is no XML that can be read: {exception.Message}");
        }

        return null;
    }

    // Expressions in expressions are read by recursion.
    private static bool IsTooDeep(byte[] file, Findings findings)
    {
        using var reader = XmlReader.Create(new MemoryStream(file), Settings);
        while (reader.Read() && reader.Depth <= MostDepth) continue;
        if (reader.EOF) return false;
        var at = (IXmlLineInfo)reader;
        findings.Error(at.LineNumber, at.LinePosition, "dmn.xml", $"Elements are nested more than {MostDepth} deep.");
        return true;
    }
}
