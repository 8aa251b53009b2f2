using System.Globalization;

namespace Verwaltung.Web.Tests;

public sealed class TextsTests
{
    private static readonly TextCatalogue Catalogue = TextCatalogue.From([typeof(WebOptions).Assembly]);
    private static readonly DateTimeOffset Evening = new(2026, 11, 23, 17, 4, 0, TimeSpan.Zero);

    [Fact]
    public void Every_text_is_there_in_both_languages() => Assert.Empty(Catalogue.Untranslated());

    [Theory]
    [InlineData("de", "23.11.2026, 18:04 Uhr", "1.030,70\u00A0€")]
    [InlineData("en", "23 November 2026, 18:04", "€1,030.70")]
    public void Dates_and_amounts_follow_the_language(string language, string at, string amount)
    {
        var texts = Catalogue.In(TextCatalogue.Languages.Single(l => l.TwoLetterISOLanguageName == language));

        Assert.Equal((at, amount), (texts.DateTime(Evening), texts.Money(1030.7m)));
    }

    [Fact]
    public void A_text_that_is_missing_shows_its_key() => Assert.Equal("[no.such]", Catalogue.In(CultureInfo.GetCultureInfo("de-DE"))["no.such"]);

    [Theory]
    [InlineData("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")]
    [InlineData("[x](javascript:alert(1))", "<p><a href=\"\">x</a></p>")]
    [InlineData("[x](//evil.example)", "<p><a href=\"\">x</a></p>")]
    [InlineData("[x](/services)", "<p><a href=\"/services\">x</a></p>")]
    [InlineData("# Titel", "<h2>Titel</h2>")]
    public void Markdown_becomes_safe_html(string markdown, string html) => Assert.Equal(html, MarkdownHtml.From(markdown).Trim());
}
