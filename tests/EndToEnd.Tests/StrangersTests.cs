using Microsoft.Playwright;
using Verwaltung.EndToEnd.Tests.Pages;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>What belongs to someone else is not there: not said, not shown, not served.</summary>
public sealed class StrangersTests(City city) : Scenario(city)
{
    private const string Plate = "DO-EK 84";

    [Fact]
    public async Task Cases_drafts_and_files_of_others_are_not_found()
    {
        var edith = await CitizenAsync("Edith Kramer");
        await edith.BeginAsync();
        await edith.FillInAsync(Plate, "post");
        var draft = new Uri(edith.Page.Url).AbsolutePath;
        await edith.SubmitAsync();
        await edith.ReceiptAsync();
        var shown = new Uri(edith.Page.Url).AbsolutePath;
        var receipt = (await edith.Page.Locator("a[href^='/files/']").First.GetAttributeAsync("href"))!;
        var atWork = shown.Replace("/my/", "/cases/", StringComparison.Ordinal);
        await edith.Page.GotoAsync("/services/resident-parking-permit/apply");
        await edith.BeginAsync();
        var newDraft = new Uri(edith.Page.Url).AbsolutePath;

        var moritz = (await CitizenAsync("Moritz Hein")).Page;
        await ExpectNothingAsync(moritz, 404, shown, draft, newDraft, newDraft.Replace("person", "review", StringComparison.Ordinal), receipt);
        await ExpectNothingAsync(moritz, 403, atWork, "/inbox", "/post", "/demo/register");

        var cashier = (await ClerkAsync("Yusuf Karaca")).Page;
        await ExpectNothingAsync(cashier, 404, shown, newDraft, receipt, atWork);

        var nobody = await OpenBrowserAsync();
        await nobody.GotoAsync(shown);
        await Assertions.Expect(nobody).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"));
    }

    [Fact]
    public async Task What_a_stranger_writes_into_an_address_stays_words_on_our_page()
    {
        var page = await OpenBrowserAsync();

        await page.GotoAsync($"{Citizen.Service}?strasse=%5BHier%20anmelden%5D(https://example.org)&hausnummer=1");

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Für [Hier anmelden](https://example.org) 1 gibt es");
        Assert.Equal(0, await page.Locator("a[href*='//example.org']").CountAsync());
    }

    private static async Task ExpectNothingAsync(IPage page, int status, params string[] addresses)
    {
        foreach (var address in addresses)
        {
            var answer = await page.GotoAsync(address);
            Assert.Equal((address, status), (address, answer!.Status));
            var text = await page.Locator("body").InnerTextAsync();
            Assert.DoesNotContain("Kramer", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Plate, text, StringComparison.Ordinal);
        }
    }
}
