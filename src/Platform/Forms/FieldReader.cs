using System.Globalization;
using Verwaltung.Feel;

namespace Verwaltung.Forms;

/// <summary>Turns what was put into one field into its value; empty input is null. Only the form of it is judged here.</summary>
internal static class FieldReader
{
    public static Reading FromText(FormField field, IReadOnlyList<string> posted, CultureInfo culture)
    {
        var texts = posted.Select(t => t.Trim()).Where(t => t.Length > 0).ToList();
        return field switch
        {
            CheckboxField => Ok(texts.Count > 0 && texts[^1] is not ("false" or "off")),
            ChecklistField or FileField { Multiple: true } => Ok(FeelList.From(texts.Select(t => (FeelValue)t))),
            _ when texts.Count == 0 => Ok(FeelNull.Instance),
            NumberField => PeoplesInput.Number(texts[0], culture) is { } number ? Ok(number) : Wrong(field, "number", texts[0]),
            DateField => PeoplesInput.Date(texts[0], culture) is { } date ? Ok(Iso(date)) : Wrong(field, "date", texts[0]),
            TextField text => Ok(Normal(text, text.Multiline ? Lines(texts[0]) : texts[0])),
            _ => Ok(texts[0]),
        };
    }

    public static Reading FromValue(FormField field, FeelValue value) => (field, value) switch
    {
        (CheckboxField, FeelNull) => Ok(false),
        (ChecklistField or FileField { Multiple: true }, FeelNull) => Ok(FeelList.Empty),
        (_, FeelNull or FeelString { Value: "" }) => Ok(FeelNull.Instance),
        (TextField text, FeelString typed) => Ok(Normal(text, typed.Value.Trim())),
        (DateField, FeelDate date) => Ok(Iso(date.Value)),
        (DateField, FeelString text) => DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", out _) ? Ok(text) : Wrong(field, "date", text),
        (NumberField, FeelNumber) or (CheckboxField, FeelBoolean) or (SelectField or RadioField or FileField { Multiple: false }, FeelString) => Ok(value),
        (ChecklistField or FileField { Multiple: true }, FeelList list) when list.Items.All(i => i is FeelString) => Ok(value),
        _ => Wrong(field, "kind", value),
    };

    private static string Normal(TextField field, string text) => field.Normalise?.Apply(text) ?? text;

    // Browsers post line ends as CRLF; stored, counted and compared they are one character.
    private static string Lines(string text) => text.ReplaceLineEndings("\n");

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Reading Ok(FeelValue value) => new(value, null);

    // What could not be read is kept as typed, so that the page can show it beside the error.
    private static Reading Wrong(FormField field, string code, FeelValue typed) => new(typed, FieldRules.Error(field, code));
}
