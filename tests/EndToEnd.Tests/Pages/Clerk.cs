using Microsoft.Playwright;

namespace Verwaltung.EndToEnd.Tests.Pages;

/// <summary>Someone at the workplace: finds a case in the inbox, takes its task, decides.</summary>
internal sealed class Clerk(IPage page)
{
    public const string Claim = "Aufgabe übernehmen";

    public IPage Page => page;

    public ILocator InboxRow(string fileNumber) => page.Locator("tr", new() { HasText = fileNumber });

    public async Task OpenAsync(string fileNumber)
    {
        await page.GotoAsync("/inbox?view=team");
        await page.ReloadUntilAsync(InboxRow(fileNumber));
        await page.FollowAsync(page.Link(fileNumber));
    }

    /// <summary>Takes the case's task as soon as there is one to take.</summary>
    public async Task ClaimAsync(string task)
    {
        await page.ReloadUntilAsync(page.Locator("section", new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = task }) }).GetByRole(AriaRole.Button, new() { Name = Claim }));
        await page.Button(Claim).ClickAsync();
        await ExpectDoneAsync("Sie haben die Aufgabe übernommen");
    }

    public async Task DecideAsync(string outcome, params string[] reasons)
    {
        await ClaimAsync("Antrag prüfen und entscheiden");
        await page.ChooseAsync("entscheidung.ergebnis", outcome);
        foreach (var reason in reasons)
            await page.ChooseAsync("entscheidung.gruende", reason);
        await CompleteAsync();
    }

    public async Task CoSignAsync()
    {
        await ClaimAsync("Ablehnung mitzeichnen");
        await page.ChooseAsync("mitzeichnung.ergebnis", "mitgezeichnet");
        await CompleteAsync();
    }

    public async Task IssueAsync()
    {
        await ClaimAsync("Bescheid prüfen und ausfertigen");
        await CompleteAsync();
    }

    /// <summary>Takes the fee at the counter, from the page of a case that waits for it.</summary>
    public async Task TakeCashAsync()
    {
        await page.FollowAsync(page.Link("Zur Zahlung"));
        await page.GetByRole(AriaRole.Button, new() { Name = "bar erhalten" }).ClickAsync();
        await page.ReloadUntilAsync(page.GetByText("Bezahlt am"));
    }

    public async Task CompleteAsync()
    {
        await page.Button("Abschließen").ClickAsync();
        await ExpectDoneAsync("Erledigt");
    }

    public async Task ReleaseAsync()
    {
        await page.Button("Zurückgeben").ClickAsync();
        await ExpectDoneAsync("Die Aufgabe ist wieder frei");
    }

    private Task ExpectDoneAsync(string message) => Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(message);
}
