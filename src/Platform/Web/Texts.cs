using System.Globalization;

namespace Verwaltung.Web;

/// <summary>
/// Words, dates and amounts in the language of the person who asked (scoped). Times are those of Europe/Berlin.
/// A key without text shows itself in brackets, so that nobody overlooks it.
/// </summary>
public sealed class Texts(TextCatalogue catalogue, CultureInfo culture)
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public CultureInfo Culture => culture;

    /// <summary>The two letters for <c>lang</c> attributes.</summary>
    public string Language => culture.TwoLetterISOLanguageName;

    public bool IsGerman => Language == "de";

    public string this[string key] => catalogue.Find(culture, key) ?? $"[{key}]";

    public bool Has(string key) => catalogue.Find(culture, key) is not null;

    /// <summary>The text with <c>{0}</c>, <c>{1}</c> replaced; dates, instants and numbers among the arguments are written in the language.</summary>
    public string Format(string key, params object[] args) =>
        string.Format(culture, this[key], [.. args.Select(Written)]);

    /// <summary>23.11.2026, in English 23 November 2026.</summary>
    public string Date(DateOnly date) => date.ToString(IsGerman ? "dd.MM.yyyy" : "d MMMM yyyy", culture);

    /// <summary>The day in Berlin.</summary>
    public string Date(DateTimeOffset at) => Date(DateOnly.FromDateTime(InBerlin(at)));

    /// <summary>18:04 Uhr, in English 18:04.</summary>
    public string Time(DateTimeOffset at) => InBerlin(at).ToString(IsGerman ? "HH:mm 'Uhr'" : "HH:mm", culture);

    /// <summary>23.11.2026, 18:04 Uhr.</summary>
    public string DateTime(DateTimeOffset at) => $"{Date(at)}, {Time(at)}";

    /// <summary>30,70 €, in English €30.70.</summary>
    public string Money(decimal euros) => IsGerman ? $"{euros.ToString("N2", culture)}\u00A0€" : $"€{euros.ToString("N2", culture)}";

    public string Number(decimal number) => number.ToString("#,0.##########", culture);

    private string Written(object arg) => arg switch
    {
        DateOnly date => Date(date),
        DateTimeOffset at => DateTime(at),
        decimal number => Number(number),
        int number => number.ToString("N0", culture),
        long number => number.ToString("N0", culture),
        _ => string.Format(culture, "{0}", arg),
    };

    private static DateTime InBerlin(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Berlin).DateTime;
}
