using Microsoft.Playwright;
using Verwaltung.EndToEnd.Tests.Pages;

namespace Verwaltung.EndToEnd.Tests;

[Collection(TownCollection.Name)]
public sealed class WithdrawTests(City city) : Scenario(city)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_application_is_taken_back_from_its_page(bool script)
    {
        var anke = await CitizenAsync("Anke Wessel", script);
        var fileNumber = await anke.ApplyAsync("DO-AW 71");
        await anke.ReceiptAsync();
        await anke.Page.FollowAsync(anke.Page.Link("Antrag zurücknehmen"));
        if (script)
            Assert.Empty(await anke.Page.FindingsAsync());

        await anke.Page.FollowAsync(anke.Page.Button("Ja, Antrag zurücknehmen"));
        await Assertions.Expect(anke.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Ihr Antrag ist zurückgenommen");
        var confirmation = anke.Page.Link("Bestätigung der Rücknahme.pdf");
        await anke.Page.ReloadUntilAsync(confirmation);
        Assert.Contains("ohne Entscheidung beendet", Papers.Text(await anke.Page.DownloadAsync(confirmation)), StringComparison.Ordinal);
        await Assertions.Expect(anke.Page.Link("Antrag zurücknehmen")).ToHaveCountAsync(0);

        var meltem = await ClerkAsync("Meltem Aksoy", script);
        await meltem.Page.GotoAsync(new Uri(anke.Page.Url).AbsolutePath.Replace("/my/", "/cases/", StringComparison.Ordinal));
        await Assertions.Expect(meltem.Page.Locator("main")).ToContainTextAsync("Antrag online zurückgenommen");
        await Assertions.Expect(meltem.Page.GetByRole(AriaRole.Heading, new() { Name = "Der Antrag wurde zurückgenommen" })).ToBeVisibleAsync();
        await meltem.Page.GotoAsync("/inbox?view=team");
        await Assertions.Expect(meltem.InboxRow(fileNumber)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_clerk_writes_down_that_somebody_called_to_take_it_back()
    {
        var fileNumber = await (await CitizenAsync("Dirk Bolte")).ApplyAsync("DO-DB 71");
        var meltem = await ClerkAsync("Meltem Aksoy");
        await meltem.OpenAsync(fileNumber);
        await meltem.Page.FollowAsync(meltem.Page.Link("Rücknahme eintragen"));
        await meltem.Page.Button("Antrag zurücknehmen").ClickAsync();
        await Assertions.Expect(meltem.Page.Locator("main")).ToContainTextAsync("Bitte wählen Sie aus, wie es Sie erreicht hat.");
        await meltem.Page.Field("channel").SelectOptionAsync("PHONE");
        await meltem.Page.FollowAsync(meltem.Page.Button("Antrag zurücknehmen"));

        await Assertions.Expect(meltem.Page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Der Antrag ist zurückgenommen");
        await meltem.Page.ReloadUntilAsync(meltem.Page.Link("Bestätigung der Rücknahme.pdf"));
        await Assertions.Expect(meltem.Page.Locator("main")).ToContainTextAsync("Antrag am Telefon zurückgenommen");
        await Assertions.Expect(meltem.Page.Link("Rücknahme eintragen")).ToHaveCountAsync(0);
    }
}
