using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Verwaltung.EndToEnd.Tests.Pages;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>The permit in the car and on the street, and its renewal. Renate Vogt's permit of the demonstration ends in twenty days.</summary>
[Collection(TownCollection.Name)]
public sealed class PermitTests(City city) : Scenario(city)
{
    private const string Plate = "DO-RV 59E";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_holder_prints_the_sheet_and_a_warden_finds_the_permit_by_plate_and_by_number(bool script)
    {
        var renate = (await CitizenAsync("Renate Vogt", script)).Page;
        await renate.GotoAsync("/my/permits");
        var sheet = Papers.Text(await renate.DownloadAsync(renate.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Blatt zum Ausdrucken") }).Last));
        Assert.Contains($"Kennzeichen {Plate}", sheet, StringComparison.Ordinal);
        var number = Regex.Match(sheet, "GU-20[0-9]{2}-[0-9]{5}").Value;
        Assert.DoesNotContain("Vogt", sheet, StringComparison.Ordinal);

        var timo = (await ClerkAsync("Timo Grabowski", script)).Page;
        await timo.SetViewportSizeAsync(360, 740);
        await timo.GotoAsync("/check");
        foreach (var asked in new[] { "do rv 59e", number })
        {
            await timo.Field("asked").FillAsync(asked);
            await timo.Button("Prüfen").ClickAsync();
            await Assertions.Expect(timo.GetByRole(AriaRole.Status)).ToContainTextAsync("Darf hier stehen");
            await Assertions.Expect(timo.GetByRole(AriaRole.Status)).ToContainTextAsync(Plate);
        }

        if (script)
        {
            Assert.False(await timo.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
            Assert.Empty(await timo.FindingsAsync());
        }

        await timo.Field("asked").FillAsync("DO-XY 9999");
        await timo.Button("Prüfen").ClickAsync();
        await Assertions.Expect(timo.GetByRole(AriaRole.Status)).ToContainTextAsync("Kein Ausweis bekannt");
        await Assertions.Expect(timo.Locator("main")).Not.ToContainTextAsync("Vogt");
    }

    [Fact]
    public async Task A_permit_that_ends_soon_is_renewed_with_one_page_and_the_payment()
    {
        var citizen = await CitizenAsync("Renate Vogt");
        var renate = citizen.Page;
        await renate.GotoAsync("/my");
        await renate.FollowAsync(renate.Link("Jetzt verlängern"));
        await renate.FollowAsync(renate.GetByRole(AriaRole.Link, new() { Name = "Verlängern", Exact = true }));
        Assert.Empty(await renate.FindingsAsync());
        await renate.Button("Verlängerung absenden").ClickAsync();
        await Assertions.Expect(renate.Locator("#errors")).ToContainTextAsync("bestätigen Sie, dass nichts anders ist");
        await renate.Field("isUnchanged").TickAsync();
        await renate.FollowAsync(renate.Button("Verlängerung absenden"));
        var @case = renate.Url.Split('?')[0];
        var fileNumber = Regex.Match(await renate.Locator("main").InnerTextAsync(), @"33\.52-\d{4}/\d{6}").Value;

        var meltem = await ClerkAsync("Meltem Aksoy");
        await meltem.OpenAsync(fileNumber);
        await meltem.ClaimAsync("Verlängerung prüfen und entscheiden");
        await meltem.Page.ChooseAsync("entscheidung.ergebnis", "bewilligt");
        await meltem.CompleteAsync();

        await renate.GotoAsync(@case);
        await renate.ReloadUntilAsync(renate.GetByText("Bitte bezahlen Sie jetzt die Gebühr."));
        Assert.Empty(await renate.FindingsAsync());
        await meltem.Page.ReloadUntilAsync(meltem.Page.GetByText("Wartet auf die Zahlung"));
        await Assertions.Expect(meltem.Page.Locator("main")).ToContainTextAsync("Noch nicht bezahlt");
        await citizen.PayAsync(@case);

        await renate.GotoAsync("/my/permits");
        await renate.ReloadUntilAsync(renate.GetByText("gilt noch nicht"));
        await Assertions.Expect(renate.GetByText(Plate)).ToHaveCountAsync(2);
        await Assertions.Expect(renate.GetByRole(AriaRole.Link, new() { Name = "Verlängern", Exact = true })).ToHaveCountAsync(0);
        Assert.Empty(await renate.FindingsAsync());
    }
}
