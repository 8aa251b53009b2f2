using Microsoft.Playwright;
using Verwaltung.EndToEnd.Tests.Pages;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>Open pages show what others do without being loaded again.</summary>
public sealed class LiveTests(City city) : Scenario(city)
{
    [Fact]
    public async Task Inbox_case_and_status_follow_what_happens_elsewhere()
    {
        var (bernd, meltem) = (await ClerkAsync("Bernd Overbeck"), await ClerkAsync("Meltem Aksoy"));
        await bernd.Page.GotoAsync("/inbox?view=team");
        await MarkAsync(bernd.Page);

        var moritz = await CitizenAsync("Moritz Hein");
        var fileNumber = await moritz.ApplyAsync("DO-MH 12");
        await MarkAsync(moritz.Page);
        await Assertions.Expect(bernd.InboxRow(fileNumber)).ToBeVisibleAsync();

        await meltem.OpenAsync(fileNumber);
        await meltem.ClaimAsync("Antrag prüfen und entscheiden");
        await Assertions.Expect(bernd.InboxRow(fileNumber)).ToContainTextAsync("Meltem Aksoy");
        await Assertions.Expect(bernd.Page.Locator("#refreshed")).ToHaveTextAsync("Der Eingang wurde aktualisiert.");
        await AssertNotReloadedAsync(bernd.Page);

        await bernd.Page.FollowAsync(bernd.Page.Link(fileNumber));
        await MarkAsync(bernd.Page);
        await meltem.ReleaseAsync();
        await Assertions.Expect(bernd.Page.Button(Clerk.Claim)).ToBeVisibleAsync();
        await AssertNotReloadedAsync(bernd.Page);

        await meltem.DecideAsync("bewilligt");
        await Assertions.Expect(moritz.Page.Link("Gebühr bezahlen")).ToBeVisibleAsync();
        await new Citizen(await OpenTabAsync(moritz.Page.Context), Words.German).PayAsync(moritz.Page.Url.Split('?')[0]);
        await meltem.IssueAsync();
        await Assertions.Expect(moritz.Page.Button("Bescheid öffnen")).ToBeVisibleAsync();
        await AssertNotReloadedAsync(moritz.Page);
    }

    private static async Task MarkAsync(IPage page) => await page.EvaluateAsync("() => { window.wasHereBefore = true; }");

    private static async Task AssertNotReloadedAsync(IPage page) => Assert.True(await page.EvaluateAsync<bool>("() => window.wasHereBefore === true"));
}
