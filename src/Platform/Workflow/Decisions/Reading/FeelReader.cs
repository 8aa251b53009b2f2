using System.Xml;
using System.Xml.Linq;
using Verwaltung.Feel;
using Verwaltung.Workflow.Decisions.Logic;

namespace Verwaltung.Workflow.Decisions.Reading;

/// <summary>FEEL texts and type references of a file, with the names and types of the model in scope.</summary>
internal sealed class FeelReader(Findings findings, IReadOnlyCollection<string> names, IReadOnlyDictionary<string, ItemType> types)
{
    private static readonly FeelExpression NoExpression = FeelExpression.Parse("null");
    private readonly Dictionary<string, FeelType> _types = types.ToDictionary(type => type.Key, type => type.Value.Type);

    /// <summary>The expression in the element's text; an empty one is null.</summary>
    public FeelExpression Expression(XElement holder) =>
        Parse(holder, text => string.IsNullOrWhiteSpace(text) ? NoExpression : FeelExpression.Parse(text, names, _types)) ?? NoExpression;

    /// <summary>The unary tests in the element's text; C# null for an empty cell and for <c>-</c>, where nothing is tested.</summary>
    public FeelUnaryTests? Tests(XElement? holder) =>
        holder is null
            ? null
            : Parse(holder, text => string.IsNullOrWhiteSpace(text) ? null : FeelUnaryTests.Parse(text, names, _types)) is { IsAny: false } tests
            ? tests
            : null;

    /// <summary>Values written as unary tests, as the list that ranks them.</summary>
    public FeelExpression? Ranking(XElement? holder) =>
        holder is null ? null : Parse(holder, text => string.IsNullOrWhiteSpace(text) ? null : FeelExpression.Parse($"[{text}]", names, _types));

    /// <summary>The type an attribute or element names; C# null where none is named or any value is meant.</summary>
    public ItemType? Type(XObject? reference)
    {
        var text = reference switch { XAttribute attribute => attribute.Value, XElement element => element.Value, _ => "" };
        var name = text.Trim();
        if (name.Length == 0 || name.EndsWith("Any", StringComparison.Ordinal)) return null;
        if (types.TryGetValue(name, out var own)) return own;
        var local = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
        if (types.TryGetValue(local, out own)) return own;
        if (FeelType.Named(local) is { } standard) return ItemType.Of(standard);
        findings.Error(reference!, "dmn.unknown-type", $"There is no type '{name}'.");
        return null;
    }

    private T? Parse<T>(XElement holder, Func<string, T?> parse) where T : class
    {
        var language = holder.Get("expressionLanguage");
        if (language is not null && !language.Contains("feel", StringComparison.OrdinalIgnoreCase))
        {
            findings.Error(holder, "dmn.expression-language", $"Expressions in '{language}' are not evaluated; write FEEL.");
            return null;
        }

        var text = holder.Child("text") ?? holder;
        try
        {
            return parse(text.Value);
        }
        catch (FeelSyntaxException exception)
        {
            Report(text, exception);
            return null;
        }
    }

    // The place in the file: that of the text, moved by the place within it.
    private void Report(XElement text, FeelSyntaxException exception)
    {
        var start = (IXmlLineInfo?)text.FirstNode ?? text;
        var column = exception.Line == 1 ? start.LinePosition + exception.Column - 1 : exception.Column;
        findings.Error(start.LineNumber + exception.Line - 1, column, "feel.syntax", exception.Message);
    }
}
