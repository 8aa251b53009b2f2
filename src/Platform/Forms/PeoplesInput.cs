using System.Globalization;
using System.Text.RegularExpressions;

namespace Verwaltung.Forms;

/// <summary>
/// Reads numbers and dates as people write them in their language: the one place where input depends on a culture.
/// Everything behind it is culture-invariant.
/// </summary>
public static partial class PeoplesInput
{
    private static readonly string[] GermanDates = ["d.M.yyyy", "d. M. yyyy", "d. MMMM yyyy", "d.MMMM yyyy"];
    private static readonly string[] EnglishDates = ["d/M/yyyy", "d MMMM yyyy", "d MMM yyyy", "MMMM d, yyyy"];

    /// <summary>
    /// <c>1.234,50</c> in German, <c>1,234.50</c> in English; group marks only between groups of three. A euro sign and spaces are ignored.
    /// Null when it is not a number, or when the other language's reading would be another number.
    /// </summary>
    public static decimal? Number(string text, CultureInfo culture)
    {
        var (group, point) = culture.TwoLetterISOLanguageName == "de" ? ('.', ',') : (',', '.');
        var digits = Decoration().Replace(text, "").Replace('−', '-');
        return Written(digits, group, point) ?? Written(digits, point, group, onlyWhenClear: true);
    }

    /// <summary><c>23.11.2026</c>, <c>23. November 2026</c>, <c>23/11/2026</c>, and <c>2026-11-23</c> in every language. Years have four digits.</summary>
    public static DateOnly? Date(string text, CultureInfo culture)
    {
        var written = text.Trim();
        if (DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso))
            return iso;
        return Written(written, GermanDates, "de-DE")
            ?? (culture.TwoLetterISOLanguageName == "de" ? null : Written(written, EnglishDates, "en-GB"));
    }

    private static DateOnly? Written(string text, string[] formats, string culture) =>
        DateOnly.TryParseExact(text, formats, CultureInfo.GetCultureInfo(culture), DateTimeStyles.AllowWhiteSpaces, out var date) ? date : null;

    private static decimal? Written(string text, char group, char point, bool onlyWhenClear = false)
    {
        var pattern = $@"^[+-]?([0-9]+|[0-9]{{1,3}}({Regex.Escape($"{group}")}[0-9]{{3}})+)({Regex.Escape($"{point}")}[0-9]+)?$";
        if (!Regex.IsMatch(text, pattern))
            return null;
        // "12.5" typed by a German is clear; "1.234" was read before, as a thousand, and never comes here.
        if (onlyWhenClear && text.Contains(group, StringComparison.Ordinal) && !text.Contains(point, StringComparison.Ordinal))
            return null;
        var invariant = text.Replace($"{group}", "", StringComparison.Ordinal).Replace(point, '.');
        return decimal.TryParse(invariant, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    [GeneratedRegex(@"[\s€\u00A0\u202F]|EUR$|Euro$", RegexOptions.IgnoreCase)]
    private static partial Regex Decoration();
}
