using Verwaltung.Feel;
using Verwaltung.Forms;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Procedures.Tests;

public sealed class DecisionFormTests
{
    private static readonly FeelEnvironment Now = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1)), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    private static readonly Form Decision = BundleReader
        .Read(BundleFiles.FromFolder(Path.Combine(TestDatabase.RepositoryRoot, "workflows", "resident-parking-permit"))).Bundle!.Forms["entscheiden"];

    [Fact]
    public void Where_there_is_no_zone_nothing_can_be_granted_and_the_field_says_why()
    {
        foreach (var known in new[] { FeelContext.Empty, Zone(FeelNull.Instance) })
        {
            var error = Assert.Single(Decide("bewilligt", known).Errors);
            Assert.Equal(
                ("entscheidung.ergebnis", "Für diese Anschrift gibt es keine Bewohnerparkzone. Ohne Zone kann kein Ausweis erteilt werden."),
                (error.Key, error.Own!.Default));
        }
    }

    [Fact]
    public void In_a_zone_it_can_be_granted_and_without_one_it_can_be_refused()
    {
        Assert.True(Decide("bewilligt", Zone("GU")).IsValid);
        Assert.True(Decide("abgelehnt", Zone(FeelNull.Instance)).IsValid);
    }

    private static FeelContext Zone(FeelValue code) => FeelContext.Empty.WithPath("zone.kuerzel", code);

    private static FormInputResult Decide(string result, FeelContext known) => FormInput.Check(
        Decision, null, FeelContext.Empty.WithPath("entscheidung.ergebnis", result).WithPath("entscheidung.gruende", FeelList.From([(FeelValue)"KEINE_ZONE"])), known, Now);
}
