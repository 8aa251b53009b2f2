using Microsoft.Playwright;
using Verwaltung.EndToEnd.Tests.Pages;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>The resident register fails and comes back; nobody has to do anything about it.</summary>
public sealed class RegisterTests(City city) : Scenario(city)
{
    [Fact]
    public async Task An_application_waits_for_the_register_and_goes_on_by_itself()
    {
        var operations = await OpenBrowserAsync();
        await operations.SignInAsync("Nachtdienst DOSYS");
        await SwitchAsync(operations, "Ausfallen lassen", "Das Melderegister ist ausgefallen.");
        try
        {
            var citizen = await CitizenAsync("Ilse Maas");
            var fileNumber = await ApplyWithoutRegisterAsync(citizen);
            await citizen.Page.ReloadUntilAsync(citizen.Page.GetByText("Wir prüfen Ihre Anschrift im Melderegister."));
            var clerk = await ClerkAsync("Meltem Aksoy");
            await clerk.Page.GotoAsync("/inbox?view=team");
            await clerk.Page.ReloadUntilAsync(clerk.InboxRow(fileNumber).GetByText("Wartet auf das Melderegister"));
            await operations.GotoAsync("/demo/register");
            await operations.ReloadUntilAsync(operations.GetByText("Vorgänge, die auf das Melderegister warten: 1"));

            await SwitchAsync(operations, "Wieder einschalten", "Das Melderegister antwortet.");
            await clerk.Page.ReloadUntilAsync(clerk.InboxRow(fileNumber).GetByText("Antrag prüfen und entscheiden"));
            await operations.GotoAsync("/demo/register");
            await Assertions.Expect(operations.Locator("main")).ToContainTextAsync("Kein Vorgang wartet auf das Melderegister.");
        }
        finally
        {
            await operations.GotoAsync("/demo/register");
            if (await operations.Button("Wieder einschalten").IsVisibleAsync())
                await SwitchAsync(operations, "Wieder einschalten", "Das Melderegister antwortet.");
        }
    }

    private static async Task<string> ApplyWithoutRegisterAsync(Citizen citizen)
    {
        await citizen.BeginAsync();
        await citizen.ConfirmPersonAsync();
        await Assertions.Expect(citizen.Page.Locator("main")).ToContainTextAsync("Wir konnten Ihre Anschrift gerade nicht abrufen.");
        await citizen.TypeHomeAsync("Gutenbergstraße", "12", "44139");
        await citizen.DescribeCarAsync("DO-IM 12");
        await citizen.DescribePermitAsync();
        await citizen.ChooseDeliveryAsync("postfach");
        return await citizen.SubmitAsync();
    }

    private static async Task SwitchAsync(IPage page, string button, string state)
    {
        await page.GotoAsync("/demo/register");
        await page.Button(button).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(state);
    }
}
