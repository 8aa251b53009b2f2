using System.Globalization;

namespace Verwaltung.Periods.Tests;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("1 month", "P1M")]
    [InlineData("P1M", "P1M")]
    [InlineData("1 Monat", "P1M")]
    [InlineData("14 days", "P14D")]
    [InlineData("14 Tage", "P14D")]
    [InlineData("2 weeks", "P2W")]
    [InlineData("2 Wochen", "P2W")]
    [InlineData("1 year", "P1Y")]
    [InlineData("1 Jahr", "P1Y")]
    [InlineData("P1Y2M1W3D", "P1Y2M1W3D")]
    [InlineData("1 Monat 15 Tage", "P1M15D")]
    [InlineData("half a month", "P15D")]
    [InlineData("ein halber Monat", "P15D")]
    [InlineData("half a year", "P6M")]
    [InlineData("1 quarter", "P3M")]
    [InlineData(" 1  MONTH ", "P1M")]
    public void A_period_is_read_in_many_ways(string text, string iso) => Assert.Equal(iso, Period.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("0 days")]
    [InlineData("P0D")]
    [InlineData("-1 month")]
    [InlineData("1.5 months")]
    [InlineData("month")]
    [InlineData("1 fortnight")]
    [InlineData("1 month and a bit")]
    [InlineData("PT5H")]
    [InlineData("10000 days")]
    [InlineData("99999999999999 days")]
    [InlineData("half a week")]
    public void Anything_else_is_refused(string text)
    {
        Assert.False(Period.TryParse(text, out _));
        Assert.Equal($"'{text}' is not a period such as '1 month', 'P1M' or '14 days'.", Assert.Throws<FormatException>(() => Period.Parse(text)).Message);
    }

    [Fact]
    public void A_period_has_words_in_both_languages() =>
        Assert.Equal(
            ("1 Monat 15 Tagen", "1 month 15 days"),
            (new Period(Months: 1, Days: 15).InWords(CultureInfo.GetCultureInfo("de-DE")), new Period(Months: 1, Days: 15).InWords(CultureInfo.GetCultureInfo("en-GB"))));

    [Fact]
    public void A_period_that_need_not_be_continuous_has_months_of_thirty_days() => Assert.Equal(365 + 60 + 7 + 1, new Period(1, 2, 1, 1).NonContinuousDays);
}
