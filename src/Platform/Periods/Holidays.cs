using System.Collections.Concurrent;
using System.Globalization;

namespace Verwaltung.Periods;

/// <summary>A statutory public holiday.</summary>
/// <param name="Day">The day it falls on. A holiday on a weekend has no substitute day in Germany.</param>
/// <param name="Code">A stable name such as <c>good-friday</c>; <see cref="Name"/> gives the words.</param>
public sealed record Holiday(DateOnly Day, string Code)
{
    /// <summary>The holiday's name in a language (German or English).</summary>
    public string Name(CultureInfo culture) => Sentences.Text($"holiday.{Code}", culture);
}

/// <summary>
/// The statutory public holidays of a Land by its holiday act, from 2018 on. 24 and 31 December and Carnival Monday are in none of
/// them: they are working days in law. Three Laender are refused by name, because some of their holidays hold in some municipalities only.
/// </summary>
public static class Holidays
{
    /// <summary>The first year the tables hold for; 2017 had one nationwide Reformation Day, and before 2018 four Laender had fewer holidays.</summary>
    public const int FirstYear = 2018;

    private static readonly ConcurrentDictionary<(Land, int), IReadOnlyList<Holiday>> Years = new();

    /// <summary>The holidays of a Land in a year, by date. Holidays that are always Sundays (Easter, Whitsun) are not listed.</summary>
    /// <exception cref="HolidaysUnknownException">The Land or the year is not supported; the message says why.</exception>
    public static IReadOnlyList<Holiday> In(Land land, int year) => Years.GetOrAdd((land, year), key => Compute(key.Item1, key.Item2));

    private static List<Holiday> Compute(Land land, int year)
    {
        if (WhyUnknown(land, year) is { } reason)
            throw new HolidaysUnknownException(land, year, reason);
        return [.. Everywhere(year).Concat(Regional(land, year)).OrderBy(h => h.Day)];
    }

    private static string? WhyUnknown(Land land, int year) => (land, year) switch
    {
        (Land.BY, _) => "Assumption Day and the Augsburg Peace Festival hold in some municipalities of BY only",
        (Land.SN or Land.TH, _) => $"Corpus Christi holds in some municipalities of {land} only",
        (_, < FirstYear) => $"holidays are recorded from {FirstYear} on",
        _ when !Enum.IsDefined(land) => "there is no such Land",
        _ => null,
    };

    private static IEnumerable<Holiday> Everywhere(int year)
    {
        var easter = Easter.Sunday(year);
        yield return new(new(year, 1, 1), "new-year");
        yield return new(easter.AddDays(-2), "good-friday");
        yield return new(easter.AddDays(1), "easter-monday");
        yield return new(new(year, 5, 1), "labour-day");
        yield return new(easter.AddDays(39), "ascension");
        yield return new(easter.AddDays(50), "whit-monday");
        yield return new(new(year, 10, 3), "german-unity");
        yield return new(new(year, 12, 25), "christmas-day");
        yield return new(new(year, 12, 26), "second-christmas-day");
    }

    private static IEnumerable<Holiday> Regional(Land land, int year)
    {
        if (land is Land.BW or Land.ST)
            yield return new(new(year, 1, 6), "epiphany");
        if ((land is Land.BE && year >= 2019) || (land is Land.MV && year >= 2023))
            yield return new(new(year, 3, 8), "womens-day");
        if (land is Land.BE && year is (2020 or 2025))
            yield return new(new(year, 5, 8), "liberation-day");
        if (land is Land.BW or Land.HE or Land.NW or Land.RP or Land.SL)
            yield return new(Easter.Sunday(year).AddDays(60), "corpus-christi");
        if (land is Land.SL)
            yield return new(new(year, 8, 15), "assumption");
        if (land is Land.BB or Land.HB or Land.HH or Land.MV or Land.NI or Land.SH or Land.ST)
            yield return new(new(year, 10, 31), "reformation-day");
        if (land is Land.BW or Land.NW or Land.RP or Land.SL)
            yield return new(new(year, 11, 1), "all-saints");
    }
}

/// <summary>Asked for holidays of a Land or year that are not recorded. Nothing is guessed: a wrong holiday is a wrong deadline.</summary>
public sealed class HolidaysUnknownException(Land land, int year, string reason)
    : Exception($"The holidays of {land} in {year.ToString(CultureInfo.InvariantCulture)} are not known: {reason}.")
{
    /// <summary>The Land asked for.</summary>
    public Land Land { get; } = land;

    /// <summary>The year asked for.</summary>
    public int Year { get; } = year;
}
