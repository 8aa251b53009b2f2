using System.Globalization;
using System.Text;
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
            TextField text => Text(text, texts[0]),
            _ => Ok(texts[0]),
        };
    }

    public static Reading FromValue(FormField field, FeelValue value) => (field, value) switch
    {
        (CheckboxField, FeelNull) => Ok(false),
        (ChecklistField or FileField { Multiple: true }, FeelNull) => Ok(FeelList.Empty),
        (_, FeelNull or FeelString { Value: "" }) => Ok(FeelNull.Instance),
        (TextField text, FeelString typed) => Text(text, typed.Value.Trim()),
        (DateField, FeelDate date) => Ok(Iso(date.Value)),
        (DateField, FeelString text) => DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", out _) ? Ok(text) : Wrong(field, "date", text),
        (NumberField, FeelNumber) or (CheckboxField, FeelBoolean) or (SelectField or RadioField or FileField { Multiple: false }, FeelString) => Ok(value),
        (ChecklistField or FileField { Multiple: true }, FeelList list) when list.Items.All(i => i is FeelString) => Ok(value),
        _ => Wrong(field, "kind", value),
    };

    // Judged before it is brought into its normal form, which would make a blank of a line end.
    private static Reading Text(TextField field, string typed)
    {
        var text = field.Multiline ? Lines(typed) : typed;
        return text.EnumerateRunes().Any(rune => !IsWritten(rune) && !(field.Multiline && rune.Value is '\n' or '\t'))
            ? Wrong(field, field.Multiline ? "characters" : "line", text)
            : Ok(field.Normalise?.Apply(text) ?? text);
    }

    // Browsers post line ends as CRLF; stored, counted and compared they are one character.
    private static string Lines(string text) => text.ReplaceLineEndings("\n");

    // Controls and line ends are no writing; overrides of direction (U+202A to U+202E, U+2066 to U+2069) show a text as another one.
    private static bool IsWritten(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && rune.Value is not (>= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Reading Ok(FeelValue value) => new(value, null);

    // What could not be read is kept as typed, so that the page can show it beside the error.
    private static Reading Wrong(FormField field, string code, FeelValue typed) => new(typed, FieldRules.Error(field, code));
}
