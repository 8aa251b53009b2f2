using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Procedures.Tests;

public sealed class ZoneTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1));

    private static readonly BundleReading Procedure =
        BundleReader.Read(BundleFiles.FromFolder(Path.Combine(TestDatabase.RepositoryRoot, "workflows", "resident-parking-permit")));

    [Theory]
    [InlineData("Gutenbergstraße", "31", "GU")]
    [InlineData("Gutenbergstr.", "31", "GU")]
    [InlineData("gutenberg straße", "31", "GU")]
    [InlineData("GUTENBERGSTRASSE", "31", "GU")]
    [InlineData("Südrandweg", "12 a", "GU")]
    [InlineData("Südrandweg", "12A", "GU")]
    [InlineData("Märkische Str.", "12", "LO")]
    [InlineData("Geschwister-Scholl-Straße", "6", "GS")]
    [InlineData("Geschwister Scholl Str", "6", "GS")]
    [InlineData("Weißenburger Straße", "10", "LO")]
    [InlineData("Weißenburger Straße", "11", "GS")]
    public void However_an_address_is_written_it_lies_in_its_zone(string street, string number, string zone) =>
        Assert.Equal((FeelValue)zone, Zone(street, number, "Dortmund").Get("kuerzel"));

    [Fact]
    public void Only_the_east_side_of_Hohe_Strasse_belongs_to_a_zone() =>
        Assert.Equal(["GU", "KEINE_ZONE"], [Text(Zone("Hohe Straße", "58", null), "kuerzel"), Text(Zone("Hohe Straße", "57", null), "grund")]);

    [Fact]
    public void A_corner_house_lies_in_the_same_zone_by_both_of_its_addresses() =>
        Assert.Equal(["GU", "GU"], [Text(Zone("Hohe Straße", "44", "Dortmund"), "kuerzel"), Text(Zone("Gutenbergstraße", "1", "Dortmund"), "kuerzel")]);

    [Fact]
    public void Across_the_railway_the_same_street_lies_in_the_next_zone() =>
        Assert.Equal(["GU", "CH"], [Text(Zone("Ruhrallee", "60", "Dortmund"), "kuerzel"), Text(Zone("Ruhrallee", "62", "Dortmund"), "kuerzel")]);

    [Theory]
    [InlineData("Kreuzstraße", "22", "Dortmund", "KEINE_ZONE")]
    [InlineData("Gutenbergstraße", "31", "Bochum", "ANDERE_STADT")]
    [InlineData("Gutenbergstraße", "400", "Dortmund", "KEINE_ZONE")]
    [InlineData("Gutenbergstraße", "am Tor", "Dortmund", "ADRESSE_UNBEKANNT")]
    [InlineData(null, null, null, "ADRESSE_UNBEKANNT")]
    public void Without_a_zone_the_reason_is_told(string? street, string? number, string? town, string reason) =>
        Assert.Equal((FeelValue)reason, Zone(street, number, town).Get("grund"));

    [Fact]
    public void A_zone_counts_from_the_day_it_is_in_force() =>
        Assert.Equal("KEINE_ZONE", Text(Zone("Mühlenstraße", "3", "Dortmund", new DateTimeOffset(2022, 11, 13, 12, 0, 0, TimeSpan.Zero)), "grund"));

    private static FeelContext Zone(string? street, string? number, string? town, DateTimeOffset? at = null) =>
        (FeelContext)Procedure.Bundle!.Decisions.Evaluate(
            "zone", FeelContext.Empty.With("strasse", street).With("hausnummer", number).With("ort", town),
            new FeelEnvironment(at ?? Now, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))).Output;

    private static string Text(FeelContext zone, string name) => ((FeelString)zone.Get(name)).Value;
}
