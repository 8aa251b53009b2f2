using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Verwaltung.EndToEnd.Tests.Pages;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>What a clerk does all day beside deciding: find, hand over, capture.</summary>
public sealed class ClerksDayTests(City city) : Scenario(city)
{
    private const string Decide = "Antrag prüfen und entscheiden";

    [Fact]
    public async Task A_case_is_found_while_the_caller_holds_the_line()
    {
        var fileNumber = await (await CitizenAsync("Ömer Toprak")).ApplyAsync("DO-OT 417");
        var page = (await ClerkAsync("Meltem Aksoy", script: false)).Page;

        await SearchAsync(page, "Oemer Topprak 08.01.1979");
        await Assertions.Expect(page.Locator("tr", new() { HasText = fileNumber })).ToContainTextAsync("Name, Geburtsdatum");
        Assert.DoesNotContain("pprak", page.Url, StringComparison.OrdinalIgnoreCase);
        await page.FollowAsync(page.Link(fileNumber));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ömer Toprak" })).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.Link(fileNumber)).ToBeVisibleAsync();

        await SearchAsync(page, "Nirgendwer");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Nichts gefunden");
        var postRoom = (await ClerkAsync("Ilka Rensmann")).Page;
        await SearchAsync(postRoom, fileNumber);
        await Assertions.Expect(postRoom.Locator("main")).ToContainTextAsync("Nichts gefunden");
    }

    [Fact]
    public async Task A_task_goes_to_a_colleague_with_a_note()
    {
        var fileNumber = await (await CitizenAsync("Jonas Wiechert")).ApplyAsync("DO-RW 69");
        var (meltem, bernd) = (await ClerkAsync("Meltem Aksoy"), await ClerkAsync("Bernd Overbeck"));
        await meltem.OpenAsync(fileNumber);
        await meltem.ClaimAsync(Decide);
        await meltem.Page.FollowAsync(meltem.Page.Link("An eine Kollegin oder einen Kollegen übergeben"));

        await meltem.Page.Button("Übergeben").ClickAsync(); // to nobody
        await Assertions.Expect(meltem.Page.Locator("main")).ToContainTextAsync("Bitte wählen Sie eine Person.");
        await meltem.Page.Field("to").SelectOptionAsync(new SelectOptionValue { Label = "Bernd Overbeck" });
        await meltem.Page.Field("note").FillAsync("Er ruft um elf zurück.");
        await meltem.Page.FollowAsync(meltem.Page.Button("Übergeben"));

        await Assertions.Expect(meltem.Page.Locator("main")).ToContainTextAsync("Bernd Overbeck bearbeitet diese Aufgabe");
        await bernd.Page.GotoAsync("/inbox?view=mine");
        await Assertions.Expect(bernd.InboxRow(fileNumber)).ToContainTextAsync("Er ruft um elf zurück.");
    }

    [Fact]
    public async Task A_paper_form_is_captured_by_keyboard()
    {
        var page = (await ClerkAsync("Meltem Aksoy")).Page;
        var keyboard = new Keyboard(page);
        await page.GotoAsync("/capture/resident-parking-permit");

        await TypePersonAsync(page, "Kramer", "Edith", "31.02.1942");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("ein gültiges Geburtsdatum");
        await page.GotoAsync("/capture/resident-parking-permit");
        await TypePersonAsync(page, "Kramer", "Edith", "03.05.1942");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Edith Kramer" })).ToBeVisibleAsync();

        await page.Field("channel").SelectOptionAsync("PAPER");
        await keyboard.TickAsync("anschrift.tatsaechlichBewohnt");
        await keyboard.TypeAsync("fahrzeug.kennzeichen", "DO-EK 84");
        await keyboard.ChooseAsync("fahrzeug.zuordnung", "zugelassen");
        await keyboard.TypeAsync("antrag.beginn", Days.German(Days.Today.AddDays(7)));
        await keyboard.ChooseAsync("antrag.laufzeit", "6");
        await keyboard.ChooseAsync("antrag.vorhandenerAusweis", "nein");
        await keyboard.ChooseAsync("antrag.bekanntgabe", "post");
        await keyboard.TickAsync("antrag.angabenRichtig");
        await page.Keyboard.PressAsync("Enter"); // how the person was identified is missing
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Bitte wählen Sie, wie Sie es geprüft haben.");
        await page.Field("identity").SelectOptionAsync("SIGNATURE");
        await page.FollowAsync(page.Button("Antrag aufnehmen"));

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Der Antrag ist aufgenommen");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Papier");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("DO-EK 84");
    }

    private static async Task TypePersonAsync(IPage page, string family, string given, string birth)
    {
        await Assertions.Expect(page.Field("familyName")).ToBeFocusedAsync();
        foreach (var (text, then) in (ValueTuple<string, string>[])[(family, "Tab"), (given, "Tab"), (birth, "Enter")])
        {
            await page.Keyboard.TypeAsync(text);
            await page.Keyboard.PressAsync(then);
        }
    }

    private static async Task SearchAsync(IPage page, string words)
    {
        await page.Locator("#search-box").FillAsync(words);
        await page.Locator("#search-box").PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/search\\?s="));
    }
}
