using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Verwaltung.Documents.Contracts;
using Verwaltung.Feel;
using Verwaltung.Periods;

namespace Verwaltung.Documents.Letters;

/// <summary>Writes values into a template. What a person typed stays words: it can neither become Markdown nor a placeholder.</summary>
internal sealed partial class TemplateValues(CultureInfo culture)
{
    internal static string Fill(string template, FeelContext data, CultureInfo culture)
    {
        var text = new StringBuilder();
        new TemplateValues(culture).Write(TemplatePart.Parse(template.ReplaceLineEndings("\n")), [data], text);
        return text.ToString();
    }

    private void Write(IReadOnlyList<TemplatePart> parts, IReadOnlyList<FeelValue> scopes, StringBuilder text)
    {
        foreach (var part in parts)
            switch (part)
            {
                case TemplatePart.Text plain: text.Append(plain.Words); break;
                case TemplatePart.Value value: text.Append(Words(value, Find(value.Path, scopes))); break;
                case TemplatePart.Section section: WriteSection(section, Find(section.Path, scopes), scopes, text); break;
            }
    }

    private void WriteSection(TemplatePart.Section section, FeelValue value, IReadOnlyList<FeelValue> scopes, StringBuilder text)
    {
        var there = value is not (FeelNull or FeelBoolean { Value: false } or FeelString { Value: "" } or FeelList { Items.Length: 0 });
        if (there == section.Inverted)
            return;
        if (!section.Inverted && value is FeelList list)
            foreach (var item in list.Items)
                Write(section.Parts, [item, .. scopes], text);
        else
            Write(section.Parts, value is FeelContext ? [value, .. scopes] : scopes, text);
    }

    // Inside a list's section the item's own fields come first, then those around it.
    private static FeelValue Find(string path, IReadOnlyList<FeelValue> scopes) =>
        path == "." ? scopes[0] : scopes.OfType<FeelContext>().Select(scope => scope.GetPath(path)).FirstOrDefault(value => !value.IsNull) ?? FeelValue.Null;

    private string Words(TemplatePart.Value part, FeelValue value)
    {
        if (value is FeelString { Value: var markdown } && part is { Format: "markdown", InFrontMatter: false })
            return EditedMarkdown.Of(markdown);
        if (value is FeelNull && !part.Optional)
            throw new LetterTemplateException(part.Line, $"There is no value for {{{{{part.Path}}}}}; write {{{{{part.Path}?}}}} if it may be missing.");
        var words = Written(value, part);
        return part.InFrontMatter ? OneLine(words) : Literal(words);
    }

    private string Written(FeelValue value, TemplatePart.Value part) => (value, part.Format) switch
    {
        (FeelNull, _) => "",
        (FeelString { Value: var words }, null) => words.ReplaceLineEndings("\n"),
        (FeelNumber number, null) => number.Text("#,0.##########", culture),
        (FeelNumber number, "money") => number.Text("N2", culture) + " Euro",
        (FeelDate { Value: var day }, null or "date") => Day(day),
        (FeelDateTime at, null) => $"{Day(at)}, {Time(at)}",
        (FeelDateTime at, "date") => Day(at),
        (FeelDateTime at, "time") => Time(at),
        (FeelString { Value: var words }, "date" or "time" or "datetime") when Instant(words) is { } at =>
            Written(at, part with { Format = part.Format == "datetime" ? null : part.Format }),
        (_, var format) =>
            throw new LetterTemplateException(
                part.Line,
                $"The value of {{{{{part.Path}}}}} cannot be written{(format is null ? "" : $" as '{format}'")}; "
                + "formats: date, time, datetime, money, markdown."),
    };

    private static FeelValue? Instant(string words) =>
        DateOnly.TryParseExact(words, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new FeelDate(day)
        : DateTimeOffset.TryParse(words, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? FeelDateTime.At(at)
        : null;

    private string Day(DateOnly day) => day.ToString(culture.TwoLetterISOLanguageName == "de" ? "dd.MM.yyyy" : "d MMMM yyyy", culture);

    private string Day(FeelDateTime at) => Day(DateOnly.FromDateTime(Local(at)));

    private string Time(FeelDateTime at) => Local(at).ToString(culture.TwoLetterISOLanguageName == "de" ? "HH:mm 'Uhr'" : "HH:mm", culture);

    private static DateTime Local(FeelDateTime at) => TimeZoneInfo.ConvertTime(at.ToInstant(LegalTime.Zone), LegalTime.Zone).DateTime;

    private static string OneLine(string words) => words.Replace('\n', ' ').Replace("{{", "{ {", StringComparison.Ordinal);

    // A line break of the person's is one of the letter's (two spaces); an empty line begins a paragraph.
    private static string Literal(string words) =>
        LineStart()
            .Replace(Markup().Replace(words, @"\$0"), @"$1\$2")
            .Replace("\n", "  \n", StringComparison.Ordinal)
            .Replace("  \n  \n", "\n\n", StringComparison.Ordinal);

    [GeneratedRegex(@"[\\`*_\[<]|\{(?=\{)|(?<=\{)\{|&(?=#?[0-9A-Za-z]+;)")]
    private static partial Regex Markup();

    [GeneratedRegex(@"(?<=^|\n)([ \t]*[0-9]*)([-+=.)#>](?=[ \t\n]|$|[-=#>]))")]
    private static partial Regex LineStart();
}
