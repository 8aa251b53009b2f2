namespace Verwaltung.Forms.Tests;

public sealed class PeoplesLanguageTests
{
    [Theory]
    [InlineData("en", "en", "en-GB")]
    [InlineData("de", "de", "de-DE")]
    [InlineData("fr", "de", "de-DE")]
    [InlineData(null, "de", "de-DE")]
    public void Whoever_does_not_ask_for_English_is_addressed_in_German(string? asked, string code, string culture)
    {
        var language = PeoplesLanguage.Of(asked);

        Assert.Equal((code, culture), (language.Code, language.Culture.Name));
    }
}
