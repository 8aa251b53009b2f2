using System.Xml.Linq;

namespace Verwaltung.Workflow;

/// <summary>Attributes and texts as expressions, with the place at which their text begins.</summary>
internal static class XmlText
{
    internal static string? Text(this XElement element, string attribute) => (string?)element.Attribute(attribute) is { Length: > 0 } text ? text : null;

    internal static bool IsTrue(this XElement element, string attribute) => element.Text(attribute)?.Trim() is "true" or "1";

    internal static bool IsFalse(this XElement element, string attribute) => element.Text(attribute)?.Trim() is "false" or "0";

    /// <summary>An attribute as an expression; null when absent or empty.</summary>
    internal static Expression? Expression(this XElement element, string attribute)
    {
        if (element.Attribute(attribute) is not { Value.Length: > 0 } found) return null;
        var at = found.PlaceOf();
        return new Expression(found.Value, at with { Column = at.Column + found.Name.LocalName.Length + 2 });
    }

    /// <summary>The text of an element as an expression; null when there is none.</summary>
    internal static Expression? ContentExpression(this XElement element)
    {
        var text = element.Value;
        if (string.IsNullOrWhiteSpace(text)) return null;
        var at = element.Nodes().OfType<XText>().First().PlaceOf();
        foreach (var c in text.TakeWhile(char.IsWhiteSpace)) at = c == '\n' ? new(at.Line + 1, 1) : at with { Column = at.Column + 1 };
        return new Expression(text.Trim(), at);
    }
}
