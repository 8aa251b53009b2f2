using System.Collections.Immutable;

namespace Verwaltung.Forms;

/// <summary>The texts of a component: form-js has them in one language, <c>properties</c> adds <c>NAME.LANGUAGE</c>.</summary>
internal sealed class FieldTexts(FormObject at)
{
    private static readonly string[] Languages = ["en"];

    public ImmutableDictionary<string, string> Properties => at.Object("properties").Members
        .Where(m => m.Value is JsonTextAt)
        .GroupBy(m => m.Name)
        .ToImmutableDictionary(m => m.Key, m => ((JsonTextAt)m.Last().Value).Text);

    public LocalText Label => Local("label", at.Text("label") ?? at.Text("dateLabel") ?? Missing());

    public LocalText? Description => at.Text("description") is { Length: > 0 } text ? Local("description", text) : null;

    public LocalText? Help => at.Property("help") is { Length: > 0 } text ? Local("help", text) : null;

    /// <summary><c>error</c>, <c>error.CODE</c> and <c>assert.message</c>, by code (<c>error</c> under the empty one).</summary>
    public ImmutableDictionary<string, LocalText> Errors => Properties
        .Where(p => !Languages.Any(l => p.Key.EndsWith($".{l}", StringComparison.Ordinal)))
        .Select(p => (Code: p.Key switch
        {
            "error" => "",
            "assert.message" => "assert",
            _ when p.Key.StartsWith("error.", StringComparison.Ordinal) => p.Key["error.".Length..],
            _ => null,
        }, Text: Local(p.Key, p.Value)))
        .Where(e => e.Code is not null)
        .ToImmutableDictionary(e => e.Code!, e => e.Text);

    /// <summary>The text with its translations from <c>properties</c>.</summary>
    public LocalText Local(string name, string text)
    {
        var others = Languages.Select(language => (language, Text: at.Property($"{name}.{language}"))).Where(t => t.Text is not null).ToList();
        foreach (var written in others.Select(t => t.Text!).Prepend(text))
            if (Template.Fault(written) is { } fault)
                at.Refuse(name, "form.template", fault);
        return new LocalText(text, others.ToImmutableDictionary(t => t.language, t => t.Text!));
    }

    /// <summary>An option of <c>values</c>; its translation stands in the field's properties as <c>option.VALUE.LANGUAGE</c>.</summary>
    public FormOption? Option(JsonObjectAt json)
    {
        switch (json["value"], json["label"])
        {
            case (JsonTextAt value, JsonTextAt label):
                return new FormOption(value.Text, Local($"option.{value.Text}", label.Text));
            case (JsonTextAt value, null):
                return new FormOption(value.Text, Local($"option.{value.Text}", value.Text));
            default:
                at.Refuse("values", "form.options", "Every option needs a value, which must be a text, and a label.");
                return null;
        }
    }

    private string Missing()
    {
        at.Refuse("form.label", "The field has no label: nobody could tell what to fill in.");
        return "";
    }
}
