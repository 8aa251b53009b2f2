using System.Globalization;
using Verwaltung.Feel;
using Verwaltung.Forms;

namespace Verwaltung.Web;

/// <summary>Values as people read them: dates and numbers in their language, the label of a chosen answer instead of its code.</summary>
public static class FieldDisplay
{
    /// <summary>For summaries and read-only fields; what is empty says so.</summary>
    public static string Text(FormField field, FeelValue value, FeelContext known, FeelEnvironment environment, Texts texts)
    {
        var text = (field, value) switch
        {
            (ChoiceField choice, _) => string.Join(", ", Strings(value).Select(v => Label(choice, v, known, environment, texts))),
            (NumberField { Unit: { } unit }, FeelNumber number) => $"{number.Text("#,0.##########", texts.Culture)} {unit}",
            (TextField, FeelString typed) => typed.Value,
            _ => Plain(value, texts),
        };
        return text.Length > 0 ? text : texts["field.empty"];
    }

    /// <summary>For the input itself: what the person would type.</summary>
    internal static string? Input(FormField field, FeelValue value, Texts texts) => (field, value) switch
    {
        (_, FeelNull) => null,
        (DateField, FeelString or FeelDate) => Day(value) is { } day ? day.ToString(texts.IsGerman ? "dd.MM.yyyy" : "d MMMM yyyy", texts.Culture) : null,
        (NumberField, FeelNumber number) => number.Text("0.##########", texts.Culture),
        (_, FeelString text) => text.Value,
        _ => Plain(value, texts),
    };

    /// <summary>A value without its field. A string that is an ISO date is written as a date: so dates travel in case data.</summary>
    public static string Plain(FeelValue value, Texts texts) => value switch
    {
        FeelNull => "",
        FeelBoolean yes => texts[yes.Value ? "value.yes" : "value.no"],
        FeelNumber number => number.Text("#,0.##########", texts.Culture),
        FeelString or FeelDate when Day(value) is { } day => texts.Date(day),
        FeelString text => text.Value,
        FeelDateTime at => texts.Date(DateOnly.FromDateTime(at.Local)),
        FeelList list => string.Join(", ", list.Items.Select(i => Plain(i, texts))),
        _ => value.ToString(),
    };

    internal static IReadOnlyList<string> Strings(FeelValue value) => value switch
    {
        FeelString text => [text.Value],
        FeelList list => [.. list.Items.OfType<FeelString>().Select(s => s.Value)],
        _ => [],
    };

    private static string Label(ChoiceField field, string value, FeelContext known, FeelEnvironment environment, Texts texts) =>
        FormRules.Options(field, known, environment).FirstOrDefault(o => o.Value == value)?.Label.In(texts.Culture) ?? value;

    private static DateOnly? Day(FeelValue value) => value switch
    {
        FeelDate date => date.Value,
        FeelString text when DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date,
        _ => null,
    };
}
