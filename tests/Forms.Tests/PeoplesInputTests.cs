using System.Globalization;
using Verwaltung.Forms;

namespace Verwaltung.Forms.Tests;

public sealed class PeoplesInputTests
{
    [Theory]
    [InlineData("de", "1.234,50", "1234.50")]
    [InlineData("de", "1234,5", "1234.5")]
    [InlineData("de", "1.234", "1234")]
    [InlineData("de", "12.5", "12.5")]
    [InlineData("de", "30,70 €", "30.70")]
    [InlineData("de", "-5", "-5")]
    [InlineData("de", "1.23.4", null)]
    [InlineData("de", "12,5,6", null)]
    [InlineData("de", "zehn", null)]
    [InlineData("en", "1,234.50", "1234.50")]
    [InlineData("en", "1,234", "1234")]
    [InlineData("en", "1.234", "1.234")]
    [InlineData("en", "€30.70", "30.70")]
    public void Numbers_are_read_as_the_language_writes_them(string language, string typed, string? number) =>
        Assert.Equal(number, PeoplesInput.Number(typed, new CultureInfo(language))?.ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("de", "23.11.2026", "2026-11-23")]
    [InlineData("de", "3.1.2026", "2026-01-03")]
    [InlineData("de", "3. Januar 2026", "2026-01-03")]
    [InlineData("de", "2026-11-23", "2026-11-23")]
    [InlineData("de", "23.11.26", null)]
    [InlineData("de", "11/23/2026", null)]
    [InlineData("de", "29.2.2027", null)]
    [InlineData("en", "23/11/2026", "2026-11-23")]
    [InlineData("en", "23 November 2026", "2026-11-23")]
    [InlineData("en", "23.11.2026", "2026-11-23")]
    [InlineData("en", "2026-11-23", "2026-11-23")]
    public void Dates_are_read_as_the_language_writes_them(string language, string typed, string? date) =>
        Assert.Equal(date, PeoplesInput.Date(typed, new CultureInfo(language))?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("do-lb 417", "DO-LB 417")]
    [InlineData("DO LB 417", "DO-LB 417")]
    [InlineData("do lb417e", "DO-LB 417E")]
    [InlineData("DO-LB-417", "DO-LB 417")]
    [InlineData("dolb417", "DO-LB 417")]
    [InlineData("DOL417", "DO-L 417")]
    [InlineData("BX1", "B-X 1")]
    [InlineData("UNAB12", "UNAB12")] // UN-AB or UNA-B: only the person knows
    [InlineData("CD 123 AB", "CD 123 AB")] // Italian
    [InlineData("Y-123456", "Y-123456")] // Bundeswehr
    public void A_plate_gets_its_normal_form(string typed, string plate) =>
        Assert.Equal(plate, Normalisation.Parse("kennzeichen:DO")!.Apply(typed));
}
