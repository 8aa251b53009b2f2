using Microsoft.Playwright;
using Verwaltung.EndToEnd.Tests.Pages;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>The applicant's way without a mouse (WCAG 2.1.1).</summary>
public sealed class KeyboardTests(City city) : Scenario(city)
{
    [Fact]
    public async Task An_application_is_sent_with_the_keyboard_alone()
    {
        var page = await OpenBrowserAsync();
        var keyboard = new Keyboard(page);
        await page.GotoAsync("/");

        await keyboard.PressAsync(page.Locator($"a[href='{Citizen.Service}']"));
        await keyboard.PressAsync(page.Link("Online beantragen"));
        await keyboard.PressAsync(page.GetByRole(AriaRole.Button, new() { Name = "Greta Lüke" }));
        await keyboard.PressAsync(page.Button("Ja, abrufen und ansehen"));
        await keyboard.PressAsync(page.Button("Weiter"));
        await keyboard.TickAsync("anschrift.tatsaechlichBewohnt");
        await keyboard.PressAsync(page.Button("Weiter"));
        await keyboard.TypeAsync("fahrzeug.kennzeichen", "DO-GL 12");
        await keyboard.ChooseAsync("fahrzeug.zuordnung", "zugelassen");
        await keyboard.PressAsync(page.Button("Weiter"));
        await keyboard.TypeAsync("antrag.beginn", Days.German(Days.Today.AddDays(7)));
        await keyboard.ChooseAsync("antrag.laufzeit", "6");
        await keyboard.ChooseAsync("antrag.vorhandenerAusweis", "nein");
        await keyboard.PressAsync(page.Button("Weiter"));
        await keyboard.ChooseAsync("antrag.bekanntgabe", "post");
        await keyboard.TickAsync("antrag.angabenRichtig");
        await keyboard.PressAsync(page.Button("Weiter"));
        await keyboard.PressAsync(page.Button("Antrag absenden"));

        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Ihr Antrag ist eingegangen");
    }
}
