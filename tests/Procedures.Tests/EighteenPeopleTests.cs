using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Procedures.Tests;

/// <summary>The people of the demonstration, each with what must come of their case. How it goes there step by step, the scenario says.</summary>
public sealed class EighteenPeopleTests
{
    private const string Permit = "resident-parking-permit";
    private static readonly string Workflows = Path.Combine(TestDatabase.RepositoryRoot, "workflows");

    [Theory]
    [InlineData("1 Leyla Brandt", Permit, "bewilligung-im-postfach", "bewilligt")]
    [InlineData("2 Jonas Wiechert", Permit, "rueckfrage-beantwortet", "bewilligt")]
    [InlineData("3 Halina Kosmala", Permit, "ablehnung-ohne-zone-per-post", "abgelehnt", "KEINE_ZONE")]
    [InlineData("4 Ömer Toprak", Permit, "firmenwagen-bewilligt", "bewilligt")]
    [InlineData("5 Greta Lüke", Permit, "carsharing-nach-praxis", "bewilligt")]
    [InlineData("6a Anke Wessel", Permit, "ein-auto-zwei-personen-erster", "bewilligt")]
    [InlineData("6b Ralf Wessel", Permit, "ein-auto-zwei-personen-zweiter", "abgelehnt", "KENNZEICHEN_VERGEBEN")]
    [InlineData("7 Piet Janssen", Permit, "hohe-strasse-westseite-abgelehnt", "abgelehnt", "KEINE_ZONE")]
    [InlineData("8 Carla Monti", Permit, "italienisches-kennzeichen", "bewilligt")]
    [InlineData("9 Dirk Bolte", Permit, "zweites-auto-schon-ein-ausweis", "abgelehnt", "SCHON_EIN_AUSWEIS")]
    [InlineData("10 Beate Ruhr", Permit, "kanzlei-kein-bewohner", "abgelehnt", "KEIN_BEWOHNER_GEWERBE")]
    [InlineData("11 Svenja Arndt", Permit, "auskunftssperre-neutral", "bewilligt")]
    [InlineData("12 Moritz Hein", Permit, "minderjaehrig-eltern-stimmen-zu", "bewilligt")]
    [InlineData("13 Edith Kramer", Permit, "papier-antrag-per-post", "bewilligt")]
    [InlineData("14 Tarek Nasser", Permit, "gerade-zugezogen-wartet-zehn-tage", "bewilligt")]
    [InlineData("15 Ilse Maas", Permit, "register-zweimal-gestoert", "bewilligt")]
    [InlineData("16 Jonas Wiechert", "resident-parking-permit-revocation", "weggezogen-widerrufen", "widerrufen")]
    [InlineData("17 Leyla Brandt", "resident-parking-permit-change", "neues-kennzeichen", "bewilligt")]
    [InlineData("18 Leyla Brandt", "resident-parking-permit-renewal", "alles-gleich-im-postfach", "bewilligt")]
    public void Each_case_comes_out_as_it_must(string person, string procedure, string file, string outcome, params string[] reasons)
    {
        var bundle = BundleReader.Read(BundleFiles.FromFolder(Path.Combine(Workflows, procedure))).Bundle!;
        var scenario = ScenarioReader.Read(File.ReadAllBytes(Path.Combine(Workflows, procedure, "scenarios", $"{file}.yaml")), file).Scenario!;

        var play = ScenarioCheck.Play(scenario, bundle, Periods.Office.Demonstration);

        Assert.Equal("completed", play.Outcome);
        Assert.Equal(person[(person.IndexOf(' ', StringComparison.Ordinal) + 1)..], $"{Text(play, "antragsteller.vorname")} {Text(play, "antragsteller.nachname")}");
        Assert.Equal(outcome, Text(play, "entscheidung.ergebnis"));
        Assert.Equal(reasons, (play.End.Values.GetPath("entscheidung.gruende") as FeelList)?.Items.Select(reason => ((FeelString)reason).Value) ?? []);
    }

    private static string Text(Workflow.Transcript play, string path) => ((FeelString)play.End.Values.GetPath(path)).Value;
}
