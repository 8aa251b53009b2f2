using System.Globalization;

namespace Verwaltung.Periods.Tests;

public sealed class HolidaysTests
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    [Theory]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2028-04-16")]
    [InlineData("2029-04-01")]
    [InlineData("2030-04-21")]
    [InlineData("2038-04-25")] // the latest Easter of the century
    [InlineData("1818-03-22")] // the earliest possible
    public void Easter_falls_on(string expected) => Assert.Equal(Day(expected), Easter.Sunday(Day(expected).Year));

    [Fact]
    public void North_Rhine_Westphalia_has_eleven_holidays_in_2026() =>
        Assert.Equal(
            [
                "2026-01-01 Neujahr", "2026-04-03 Karfreitag", "2026-04-06 Ostermontag", "2026-05-01 1. Mai", "2026-05-14 Christi Himmelfahrt",
                "2026-05-25 Pfingstmontag", "2026-06-04 Fronleichnam", "2026-10-03 Tag der Deutschen Einheit", "2026-11-01 Allerheiligen",
                "2026-12-25 1. Weihnachtstag", "2026-12-26 2. Weihnachtstag",
            ],
            Holidays.In(Land.NW, 2026).Select(h => $"{h.Day:yyyy-MM-dd} {h.Name(German)}"));

    [Theory]
    [InlineData(Land.BW, 12)]
    [InlineData(Land.BE, 10)]
    [InlineData(Land.BB, 10)]
    [InlineData(Land.HB, 10)]
    [InlineData(Land.HH, 10)]
    [InlineData(Land.HE, 10)]
    [InlineData(Land.MV, 11)]
    [InlineData(Land.NI, 10)]
    [InlineData(Land.NW, 11)]
    [InlineData(Land.RP, 11)]
    [InlineData(Land.SL, 12)]
    [InlineData(Land.ST, 11)]
    [InlineData(Land.SH, 10)]
    public void A_Land_has_so_many_holidays_on_any_weekday(Land land, int count) => Assert.Equal(count, Holidays.In(land, 2026).Count);

    [Fact]
    public void Berlin_had_a_holiday_of_its_own_on_8_May_2025() =>
        Assert.Equal((11, true), (Holidays.In(Land.BE, 2025).Count, Holidays.In(Land.BE, 2025).Any(h => h.Code == "liberation-day")));

    [Theory]
    [InlineData(Land.BY, 2026, "The holidays of BY in 2026 are not known: Assumption Day and the Augsburg Peace Festival hold in some municipalities of BY only.")]
    [InlineData(Land.SN, 2026, "The holidays of SN in 2026 are not known: Corpus Christi holds in some municipalities of SN only.")]
    [InlineData(Land.TH, 2026, "The holidays of TH in 2026 are not known: Corpus Christi holds in some municipalities of TH only.")]
    [InlineData(Land.NW, 2017, "The holidays of NW in 2017 are not known: holidays are recorded from 2018 on.")]
    public void What_is_not_recorded_is_refused_by_name(Land land, int year, string message) =>
        Assert.Equal(message, Assert.Throws<HolidaysUnknownException>(() => Holidays.In(land, year)).Message);

    [Theory]
    [InlineData("2026-12-24")]
    [InlineData("2026-12-31")]
    [InlineData("2026-02-16")] // Carnival Monday
    public void Days_on_which_the_town_hall_may_be_closed_are_working_days(string day) =>
        Assert.True(new WorkingDays(Land.NW).Contains(Day(day)));

    [Fact]
    public void Every_word_is_there_in_both_languages()
    {
        var texts = new[] { "de", "en" }.Select(Keys).ToList();
        Assert.Equal(texts[0], texts[1]);
    }

    private static List<string> Keys(string language)
    {
        using var stream = typeof(Holidays).Assembly.GetManifestResourceStream($"Texts/{language}.json")!;
        return [.. System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.Keys.Order()];
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
