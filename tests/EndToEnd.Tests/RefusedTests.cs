using Microsoft.Playwright;
using Verwaltung.EndToEnd.Tests.Pages;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>No zone in the Kreuzviertel: told beforehand, refused with reasons by two people, by post.</summary>
public sealed class RefusedTests(City city) : Scenario(city)
{
    private const string Remedy =
        "Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Klage beim Verwaltungsgericht Gelsenkirchen, Bahnhofsvorplatz 3, 45879 Gelsenkirchen, erhoben werden.";

    [Fact]
    public async Task An_applicant_outside_every_zone_is_told_beforehand_and_refused_by_post()
    {
        var citizen = await CitizenAsync("Halina Kosmala");
        await citizen.AskForZoneAsync("Kreuzstraße", "22");
        await Assertions.Expect(citizen.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Für Kreuzstraße 22 gibt es zurzeit keine Bewohnerparkzone.");
        await citizen.Page.FollowAsync(citizen.Page.Link("Antrag trotzdem stellen"));
        var fileNumber = await citizen.ApplyAsync("DO-HK 52", "post");
        var address = citizen.Page.Url;

        var clerk = await ClerkAsync("Meltem Aksoy");
        await clerk.OpenAsync(fileNumber);
        await clerk.DecideAsync("abgelehnt", "KEINE_ZONE");
        await CannotCoSignAsync(clerk, "braucht eine andere Rolle");

        var lead = await ClerkAsync("Sabrina Thöne");
        await lead.OpenAsync(fileNumber);
        await lead.CoSignAsync();
        await clerk.IssueAsync();

        var notified = await PostAsync(fileNumber);

        await citizen.Page.GotoAsync(address);
        await citizen.Page.ReloadUntilAsync(citizen.Page.Value("Gilt als bekannt gegeben am"));
        await Assertions.Expect(citizen.Page.Value("Zur Post gegeben")).ToHaveTextAsync(Days.German(Days.Today));
        await Assertions.Expect(citizen.Page.Value("Gilt als bekannt gegeben am")).ToHaveTextAsync(Days.German(notified));
        await Assertions.Expect(citizen.Page.Value("Klage möglich bis")).ToHaveTextAsync(Days.German(Days.RemedyEnd(notified)));
    }

    [Fact]
    public async Task Whoever_refuses_cannot_co_sign_whatever_the_role()
    {
        var citizen = await CitizenAsync("Piet Janssen");
        var fileNumber = await citizen.ApplyAsync("DO-PJ 57");

        var lead = await ClerkAsync("Sabrina Thöne");
        await lead.OpenAsync(fileNumber);
        await lead.DecideAsync("abgelehnt", "KEINE_ZONE");

        await CannotCoSignAsync(lead, "Vier Augen");
    }

    private static async Task CannotCoSignAsync(Clerk clerk, string because)
    {
        await clerk.Page.ReloadUntilAsync(clerk.Page.GetByRole(AriaRole.Heading, new() { Name = "Ablehnung mitzeichnen" }));
        await Assertions.Expect(clerk.Page.Locator("main")).ToContainTextAsync(because);
        await Assertions.Expect(clerk.Page.Button(Clerk.Claim)).ToHaveCountAsync(0);
    }

    /// <summary>Reads the letter in the post room, confirms that it goes today, and returns the day of notification.</summary>
    private async Task<DateOnly> PostAsync(string fileNumber)
    {
        var page = await OpenBrowserAsync();
        await page.SignInAsync("Ilka Rensmann");
        await page.GotoAsync("/post");
        var letter = page.Link($"Schreiben zu {fileNumber} als PDF öffnen");
        await page.ReloadUntilAsync(letter);
        var text = Papers.Text(await page.DownloadAsync(letter));
        Assert.Contains(Remedy, text, StringComparison.Ordinal);
        Assert.Contains("Kreuzstraße 22", text, StringComparison.Ordinal);

        await page.Button($"Posttag für {fileNumber} bestätigen").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("1 Schreiben bestätigt");
        await Assertions.Expect(page.Locator("tr", new() { HasText = fileNumber })).ToHaveCountAsync(0);
        return Days.Today.AddDays(4); // § 41(2) sentence 1 VwVfG: the fourth day after posting, also a Saturday
    }
}
