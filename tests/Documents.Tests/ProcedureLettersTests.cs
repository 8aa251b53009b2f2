using System.Globalization;
using System.Text.Json.Nodes;
using Verwaltung.Documents.Contracts;
using Verwaltung.Documents.Letters;
using Verwaltung.Feel;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.Documents.Tests;

/// <summary>The letters of the resident parking permit, drafted and set from the data that a case has.</summary>
public sealed class ProcedureLettersTests
{
    private const string Remedy =
        "Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Klage beim Verwaltungsgericht Gelsenkirchen, Bahnhofsvorplatz 3, 45879 Gelsenkirchen, erhoben werden.";

    private static readonly string Folder = Path.Combine(TestDatabase.RepositoryRoot, "workflows", "resident-parking-permit", "letters");

    private static readonly FeelContext Case = (FeelContext)FeelValue.FromJson(JsonNode.Parse("""
        {
          "fall": { "aktenzeichen": "33.52-2026/000417", "eingang": "2026-11-23T17:04:00Z", "ziel": "2026-11-26" },
          "amt": { "nummer": "33", "name": "Bürgerdienste", "anschrift": "Stadt Dortmund, Bürgerdienste, 44122 Dortmund", "telefon": "0231 50-11150" },
          "antragsteller": { "vorname": "Leyla", "nachname": "Brandt" },
          "anschrift": { "strasse": "Gutenbergstraße", "hausnummer": "31", "plz": "44139", "ort": "Dortmund" },
          "wohnung": { "strasse": "Gutenbergstraße", "hausnummer": "31", "plz": "44139", "ort": "Dortmund", "quelle": "Melderegister" },
          "fahrzeug": { "kennzeichen": "DO-LB 417" },
          "antrag": { "beginn": "2026-12-01", "laufzeit": "12" },
          "zone": { "name": "Gutenbergstraße" }, "geltung": { "von": "2026-12-01", "bis": "2027-11-30" },
          "gebuehr": { "betrag": 30.70, "rechtsgrundlage": "Nummer 265 der Anlage zu § 1 der Gebührenordnung für Maßnahmen im Straßenverkehr (GebOSt)" },
          "entscheidung": { "abwaegung": "Besondere Umstände: keine." },
          "begruendung": { "gruende": [{ "satz": "Sie sind dort nur mit Nebenwohnung gemeldet.", "ermessen": true }], "ermessen": true },
          "unterschrift": { "name": "Sabrina Thöne" }
        }
        """));

    private static readonly FeelContext Paid = Case
        .WithPath("ausweis.nummer", "GU-2026-00417").WithPath("ausweis.zone", "Gutenbergstraße").WithPath("ausweis.kennzeichen", "DO-LB 417").WithPath("ausweis.bis", "2027-11-30")
        .WithPath("zahlung.betrag", 30.70m).WithPath("zahlung.kassenzeichen", "2600004176").WithPath("zahlung.eingang", "2026-11-23");

    [Fact]
    public void The_operative_part_of_a_grant_says_zone_plate_validity_and_fee() => Assert.Equal("""
        1. Sie erhalten den Bewohnerparkausweis für die Zone Gutenbergstraße und das Fahrzeug DO-LB 417.

        2. Er gilt vom 01.12.2026 bis zum 30.11.2027.

        3. Die Erlaubnis kann widerrufen werden, wenn Sie nicht mehr in der Zone wohnen oder das Fahrzeug nicht mehr nutzen.

        4. Die Gebühr beträgt 30,70 Euro.
        """, Fill("bewilligung.tenor", Case).TrimEnd());

    [Theory]
    [InlineData("resident-parking-permit")]
    [InlineData("resident-parking-permit-renewal")]
    [InlineData("resident-parking-permit-change")]
    public void A_grant_says_when_the_fee_came_and_under_which_reference(string procedure) => Assert.EndsWith(
        "Die Gebühr beträgt 30,70 Euro. Sie ist am 23.11.2026 eingegangen (Kassenzeichen 2600004176).\n",
        Fill("bewilligung.tenor", Paid, procedure), StringComparison.Ordinal);

    [Theory]
    [InlineData("resident-parking-permit")]
    [InlineData("resident-parking-permit-renewal")]
    [InlineData("resident-parking-permit-change")]
    public void Who_never_paid_gets_a_message_that_decides_nothing(string procedure)
    {
        var unpaid = Paid.WithPath("zahlung.eingang", FeelValue.Null);
        var text = Fill("einstellung", unpaid.WithPath("bescheid.tenor", Fill("einstellung.tenor", unpaid, procedure).Trim()), procedure);

        Assert.Contains("30,70 Euro zu bezahlen (Kassenzeichen 2600004176)", text, StringComparison.Ordinal);
        Assert.Contains("Das ist keine Ablehnung.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Rechtsbehelf", text, StringComparison.Ordinal);
        Assert.Equal(["Im Auftrag", "Sabrina Thöne"], LetterReader.Read(text, LetterKind.Letter, "24.11.2026", "de", new LetterLabels("Datum", "Seite")).Signature);
    }

    [Theory]
    [InlineData("resident-parking-permit")]
    [InlineData("resident-parking-permit-renewal")]
    [InlineData("resident-parking-permit-change")]
    public void Who_has_no_address_for_mails_is_asked_and_reminded_by_a_letter_with_all_that_a_transfer_needs(string procedure)
    {
        var asked = Paid.WithPath("zahlung.eingang", FeelValue.Null).WithPath("zahlung.faellig", "2026-12-07")
            .WithPath("zahlung.konto.empfaenger", "Stadt Dortmund").WithPath("zahlung.konto.iban", "DE00 0000");
        var (first, second) = (Fill("zahlungsaufforderung", asked, procedure), Fill("zahlungsaufforderung", asked.WithPath("zahlung.erinnert", "2026-12-07"), procedure));

        Assert.Contains("**30,70 Euro** bis zum **07.12.2026**", first, StringComparison.Ordinal);
        Assert.Contains("Das Geld ist noch nicht da.", second, StringComparison.Ordinal);
        foreach (var text in (string[])[first, second])
        {
            Assert.Contains("an Stadt Dortmund, IBAN DE00 0000. Schreiben Sie als Verwendungszweck nur das Kassenzeichen **2600004176**.", text, StringComparison.Ordinal);
            Assert.Equal(["Leyla Brandt", "Gutenbergstraße 31", "44139 Dortmund"], LetterReader.Read(text, LetterKind.Letter, "24.11.2026", "de", new LetterLabels("Datum", "Seite")).Recipient);
        }
    }

    [Fact]
    public void The_operative_part_of_a_refusal_is_one_paragraph() => Assert.Equal(
        "Ihr Antrag auf einen Bewohnerparkausweis vom 23.11.2026 wird abgelehnt. Für diesen Bescheid wird keine Gebühr erhoben.",
        Fill("ablehnung.tenor", Case).TrimEnd());

    [Theory]
    [InlineData("bewilligung")]
    [InlineData("ablehnung")]
    public void A_notice_holds_its_drafted_parts_and_exactly_the_remedy_instruction(string template)
    {
        var drafted = Directory.GetFiles(Folder, $"{template}.*.md").Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Aggregate(Case, (data, part) => data.WithPath($"bescheid.{part[(template.Length + 1)..]}", Fill(part, Case).Trim()));

        var text = Fill(template, drafted);
        var letter = LetterReader.Read(text, LetterKind.Letter, "24.11.2026", "de", new LetterLabels("Datum", "Seite"));

        Assert.Contains($"> ## Rechtsbehelfsbelehrung\n>\n> {Remedy}\n\n## ", text, StringComparison.Ordinal);
        Assert.Equal(["Im Auftrag", "Sabrina Thöne"], letter.Signature);
        Assert.Equal(["Leyla Brandt", "Gutenbergstraße 31", "44139 Dortmund"], letter.Recipient);
    }

    [Fact]
    public void A_refusal_without_discretion_does_not_speak_of_weighing() => Assert.DoesNotContain(
        "abgewogen", Fill("ablehnung.gruende", Case.WithPath("begruendung.ermessen", false).WithPath("entscheidung.abwaegung", FeelValue.Null)), StringComparison.Ordinal);

    [Fact]
    public void The_receipt_says_when_the_application_came_and_that_it_is_no_permit()
    {
        var text = Fill("eingangsbestaetigung", Case);

        Assert.Contains("Ihr Antrag ist am 23.11.2026 um 18:04 Uhr bei der Stadt Dortmund, Bürgerdienste, eingegangen. Aktenzeichen 33.52-2026/000417.", text, StringComparison.Ordinal);
        Assert.Contains("**Dies ist noch keine Erlaubnis zum Parken.**", text, StringComparison.Ordinal);
    }

    private static string Fill(string template, FeelContext data, string procedure = "resident-parking-permit") => TemplateValues.Fill(
        File.ReadAllText(Path.Combine(TestDatabase.RepositoryRoot, "workflows", procedure, "letters", template + ".md")), data, CultureInfo.GetCultureInfo("de-DE"));
}
