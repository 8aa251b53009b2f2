using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Verwaltung.Feel;

namespace Verwaltung.Workflow.Decisions.Reading;

/// <summary>XML as the readers of DMN see it: by local name within the namespaces of DMN 1.2 to 1.5.</summary>
internal static class DmnXml
{
    private static readonly HashSet<string> Namespaces =
    [
        "http://www.omg.org/spec/DMN/20180521/MODEL/",    // 1.2
        "https://www.omg.org/spec/DMN/20191111/MODEL/",   // 1.3
        "https://www.omg.org/spec/DMN/20211108/MODEL/",   // 1.4
        "https://www.omg.org/spec/DMN/20230324/MODEL/",   // 1.5
    ];

    public static bool IsDmn(XNamespace name) => IsDmn(name.NamespaceName);

    public static bool IsDmn(string name) => Namespaces.Contains(name);

    public static IEnumerable<XElement> Children(this XElement element) => element.Elements().Where(child => IsDmn(child.Name.Namespace));

    public static IEnumerable<XElement> Children(this XElement element, string name) => element.Children().Where(child => child.Name.LocalName == name);

    public static XElement? Child(this XElement element, string name) => element.Children(name).FirstOrDefault();

    public static string? Text(this XElement element, string child) => element.Child(child)?.Value.Trim();

    /// <summary>An attribute, null also when it is empty.</summary>
    public static string? Get(this XElement element, string attribute) => element.Attribute(attribute)?.Value is { Length: > 0 } value ? value : null;

    /// <summary>How a message names an element.</summary>
    public static string Shown(this XElement element) => $"{element.Name.LocalName} '{element.Get("id") ?? element.Get("name")}'";
}

/// <summary>Collects what is wrong with a file.</summary>
internal sealed class Findings(string file)
{
    private readonly ImmutableArray<Finding>.Builder _all = ImmutableArray.CreateBuilder<Finding>();

    public ImmutableArray<Finding> All => [.. _all.OrderBy(finding => finding.Line).ThenBy(finding => finding.Column)];

    public bool HasErrors => _all.Any(finding => finding.Severity == Severity.Error);

    public void Error(XObject at, string code, string message)
    {
        var position = (IXmlLineInfo)at;
        // The reader points behind the bracket that opens an element.
        Error(position.LineNumber, position.LinePosition - (at is XElement ? 1 : 0), code, message);
    }

    public void Error(int line, int column, string code, string message) =>
        _all.Add(new Finding(file, Math.Max(1, line), Math.Max(1, column), Severity.Error, code, message));
}
