using System.Xml.Linq;

namespace Verwaltung.Workflow;

/// <summary>
/// Extensions of the Camunda 7 family (<c>camunda:</c>, <c>operaton:</c>, ...) on an element: refused where they would have to be
/// run. Extensions of other tools are theirs to keep and say nothing about running (BPMN 2.0.2, clause 8.3.3).
/// </summary>
internal static class Foreign
{
    internal static IEnumerable<UnsupportedPart> PartsOf(XElement element) => element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration)
        .Select(attribute => Part(attribute.Name, attribute))
        .Concat(element.Elements(Vocabulary.Bpmn + "extensionElements").Elements().Select(extension => Part(extension.Name, extension)))
        .OfType<UnsupportedPart>();

    private static UnsupportedPart? Part(XName name, XObject at) =>
        Vocabulary.ForeignPrefixes.TryGetValue(name.NamespaceName, out var prefix) && !Vocabulary.HarmlessForeign.Contains(name.LocalName)
            ? new($"{prefix}:{name.LocalName}", Reason(name.LocalName), at.PlaceOf())
            : null;

    private static string Reason(string name) => Vocabulary.Replacements.TryGetValue(name, out var instead)
        ? $"it belongs to another engine; write {instead}"
        : "it belongs to another engine and is not run here";
}
