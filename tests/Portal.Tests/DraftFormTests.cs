using System.Globalization;
using System.Text.Json.Nodes;
using Verwaltung.Periods;
using Verwaltung.Testing;
using Verwaltung.Web;

namespace Verwaltung.Portal.Tests;

public sealed class DraftFormTests
{
    private static readonly string Form =
        File.ReadAllText(Path.Combine(TestDatabase.RepositoryRoot, "tests", "Portal.Tests", "workflows", "ausweis", "forms", "antrag.form"));

    [Fact]
    public void A_step_on_which_something_is_missing_is_not_done()
    {
        var texts = TextCatalogue.From([typeof(PortalModule).Assembly]).In(CultureInfo.GetCultureInfo("de-DE"));
        var values = JsonNode.Parse("""{ "antragsteller": { "nachname": "Yildiz" }, "anschrift": { "strasse": "Gutenbergstraße" } }""");
        var form = new DraftForm(new(Guid.Empty, "Ausweis", Form, values, [], []), Office.Demonstration.At(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero)));

        Assert.Equal([("Person", false), ("Auto", true), (texts["review.step"], false)], form.Items(texts).Select(item => (item.Title, item.IsOpen)));
    }
}
