using System.Globalization;
using Verwaltung.Feel;
using Verwaltung.Forms;

namespace Verwaltung.Web;

/// <summary>The words of a form in the reader's language.</summary>
public static class FormTexts
{
    /// <summary>All errors in people's words, in the order of the fields, for <see cref="ErrorSummary"/>.</summary>
    public static IReadOnlyList<FieldMessage> Messages(IEnumerable<FormField> fields, IEnumerable<FieldError> errors, Texts texts) =>
        [.. from field in fields join error in errors on field.Key equals error.Key select new FieldMessage(field.Key, Message(error, field, texts))];

    /// <summary>The form's own words, else the general ones, in which <c>{0}</c> is the field's label.</summary>
    public static string Message(FieldError error, FormField field, Texts texts) =>
        error.Own?.In(texts.Culture) ?? texts.Format(error.TextKey, [field.Label.In(texts.Culture), .. error.Args]);

    /// <summary>A text with <c>{{ FEEL }}</c> replaced by values as people write them.</summary>
    public static string Written(LocalText text, FeelContext values, FeelEnvironment environment, Texts texts, bool markdown = false) =>
        Template.Fill(
            text.In(texts.Culture), values, environment, value => markdown ? Escaped(FieldDisplay.Plain(value, texts)) : FieldDisplay.Plain(value, texts));

    // A value must not become a link or emphasis: Markdown's marks are escaped.
    private static string Escaped(string value) =>
        string.Concat(
            value.Select(
                c => char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c))
                    ? $"\\{c}"
                    : c is '\n' or '\r'
                    ? " "
                    : c.ToString(CultureInfo.InvariantCulture)));
}
