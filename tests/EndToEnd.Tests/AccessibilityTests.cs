using Microsoft.Playwright;
using Verwaltung.EndToEnd.Tests.Pages;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>axe-core looks at every page of portal and workplace, at a desk and on a phone (WCAG 2.2 AA).</summary>
[Collection(TownCollection.Name)]
public sealed class AccessibilityTests(City city) : Scenario(city)
{
    private static readonly int[] Widths = [1280, 360];

    private readonly List<string> _findings = [];

    [Fact]
    public async Task Axe_finds_nothing_in_the_portal()
    {
        var page = await OpenBrowserAsync();
        await LookAtAsync(page, "/", "/?search=nichts", Citizen.Service, $"{Citizen.Service}?strasse=&hausnummer=", $"{Citizen.Service}?strasse=Gutenbergstra%C3%9Fe&hausnummer=31",
            $"{Citizen.Service}?strasse=Kreuzstra%C3%9Fe&hausnummer=22", "/sign-in", "/nowhere", "/?lang=en", $"{Citizen.Service}?lang=en", "/?lang=de");
        await page.SignInAsync("Dirk Bolte");
        var citizen = new Citizen(page, Words.German);
        await LookAtAsync(page, "/my", $"{Citizen.Service}/apply", "/inbox", $"/my/{Guid.CreateVersion7()}");

        await citizen.BeginAsync();
        await LookAsync(page);
        await citizen.ConfirmPersonAsync();
        await LookAsync(page);
        await ProvokeErrorsAsync(page);
        await citizen.ConfirmHomeAsync();
        await LookAsync(page);
        await ProvokeErrorsAsync(page);
        await citizen.DescribeCarAsync("DO-DB 40");
        await LookAsync(page);
        await ProvokeErrorsAsync(page);
        await citizen.DescribePermitAsync();
        await LookAsync(page);
        await ProvokeErrorsAsync(page);
        await citizen.ChooseDeliveryAsync("postfach");
        await LookAsync(page);
        var review = page.Url;
        await LookAtAsync(page, "/my", review);
        await citizen.SubmitAsync();
        await LookAsync(page);
        await LookAtAsync(page, "/my");

        Assert.Empty(_findings);
    }

    [Fact]
    public async Task Axe_finds_nothing_at_the_workplace()
    {
        var citizen = await CitizenAsync("Tarek Nasser");
        await citizen.BeginAsync();
        await citizen.ConfirmPersonAsync();
        await citizen.TypeHomeAsync("Geschwister-Scholl-Straße", "6", "44135");
        await citizen.DescribeCarAsync("UN-TN 6");
        await citizen.DescribePermitAsync();
        await citizen.ChooseDeliveryAsync("post");
        var fileNumber = await citizen.SubmitAsync();

        var clerk = await ClerkAsync("Meltem Aksoy");
        await LookAtAsync(clerk.Page, "/inbox", "/inbox?view=mine", "/inbox?view=team&order=due", "/inbox?view=overdue", "/inbox?view=follow_up", $"/cases/{Guid.CreateVersion7()}",
            "/search", "/capture", "/capture/resident-parking-permit", "/deputies", "/recorded");
        await clerk.OpenAsync(fileNumber);
        await clerk.Page.ReloadUntilAsync(clerk.Page.Button(Clerk.Claim));
        await LookAsync(clerk.Page);
        var address = clerk.Page.Url.Split('?')[0];
        await LookAtAsync(clerk.Page, $"{address}?asOf={Days.Today:yyyy-MM-dd}", address);
        await clerk.ClaimAsync("Antrag prüfen und entscheiden");
        await LookAsync(clerk.Page);
        await clerk.Page.Button("Abschließen").ClickAsync();
        await Assertions.Expect(clerk.Page.Locator("#errors")).ToBeVisibleAsync();
        await LookAsync(clerk.Page);
        await clerk.Page.ChooseAsync("entscheidung.ergebnis", "bewilligt");
        await clerk.CompleteAsync();
        await PayAsync(citizen, clerk, address);
        await clerk.ClaimAsync("Bescheid prüfen und ausfertigen");
        await LookAsync(clerk.Page);
        await clerk.CompleteAsync();
        await PostRoomAsync(fileNumber);
        await clerk.Page.ReloadAsync();
        await LookAsync(clerk.Page);
        await citizen.Page.ReloadUntilAsync(citizen.Page.Value("Zur Post gegeben"));
        await LookAsync(citizen.Page);

        await ReturnAsync(fileNumber);
        await clerk.Page.GotoAsync(address);
        await clerk.Page.ReloadUntilAsync(clerk.Page.GetByText("zurück: verzogen"));
        await LookAsync(clerk.Page);
        await clerk.Page.Field("address").FillAsync("Hombrucher Weg 4\n44225 Dortmund");
        await clerk.Page.FollowAsync(clerk.Page.Button("Noch einmal zur Post geben"));
        await Assertions.Expect(clerk.Page.Locator("main")).ToContainTextAsync("Der Bescheid ist wieder im Postausgang.");
        await citizen.Page.ReloadUntilAsync(citizen.Page.GetByText("per Post"));

        Assert.Empty(_findings);
    }

    [Theory]
    [InlineData("Meltem Aksoy")]
    [InlineData("Sabrina Thöne")]
    [InlineData("Yusuf Karaca")]
    [InlineData("Timo Grabowski")]
    [InlineData("Ilka Rensmann")]
    [InlineData("Katharina Hüsken")]
    [InlineData("Dr. Wiebke Holtkamp")]
    [InlineData("Nachtdienst DOSYS")]
    public async Task Axe_finds_nothing_wherever_the_navigation_leads(string name)
    {
        var page = (await ClerkAsync(name)).Page;
        var places = await page.GetByRole(AriaRole.Navigation, new() { Name = "Hauptnavigation" }).GetByRole(AriaRole.Link).AllAsync();
        var addresses = await Task.WhenAll(places.Select(async place => (await place.GetAttributeAsync("href"))!));
        Assert.NotEmpty(addresses);

        await LookAtAsync(page, addresses);
        if (name == "Ilka Rensmann")
            await LookAtAsync(page, "/post/returned", "/post/returned?file=33.52-2026%2F999999");
        if (name == "Nachtdienst DOSYS")
            await LookAtAsync(page, "/demo/register");

        Assert.Empty(_findings);
    }

    [Fact]
    public async Task Axe_finds_what_is_wrong_at_every_width()
    {
        var page = await OpenBrowserAsync();
        await page.GotoAsync("/");
        await page.EvaluateAsync("""
            document.querySelector('main').innerHTML += '<img src="/nothing"><p id="faint">Faint</p><input>';
            Object.assign(document.getElementById('faint').style, { color: '#777', background: '#888', width: '2000px' });
            """);

        await LookAsync(page);

        string[] expected = ["color-contrast", "image-alt", "label", "scrolls sideways"];
        Assert.Equal(expected, expected.Where(rule => _findings.Any(finding => finding.Contains(rule, StringComparison.Ordinal))));
        Assert.All(Widths, width => Assert.Contains(_findings, finding => finding.Contains($"at {width} px: Images", StringComparison.Ordinal)));
    }

    /// <summary>Sees the fee on both sides; it is paid in cash.</summary>
    private async Task PayAsync(Citizen citizen, Clerk clerk, string address)
    {
        await citizen.Page.ReloadUntilAsync(citizen.Page.Link("Gebühr bezahlen"));
        await LookAsync(citizen.Page);
        await citizen.Page.FollowAsync(citizen.Page.Link("Gebühr bezahlen"));
        await LookAsync(citizen.Page);
        await clerk.Page.GotoAsync(address);
        await clerk.Page.ReloadUntilAsync(clerk.Page.GetByText("Wartet auf die Zahlung"));
        await LookAsync(clerk.Page);
        await clerk.TakeCashAsync();
        await LookAsync(clerk.Page);
        await clerk.Page.GotoAsync(address);
        await citizen.Page.GoBackAsync();
    }

    private async Task PostRoomAsync(string fileNumber)
    {
        var page = (await ClerkAsync("Ilka Rensmann")).Page;
        await page.GotoAsync("/post");
        await page.ReloadUntilAsync(page.Button($"Posttag für {fileNumber} bestätigen"));
        await LookAsync(page);
        await page.Field("postedOn").FillAsync("2020-01-01");
        await page.Button($"Posttag für {fileNumber} bestätigen").ClickAsync();
        await Assertions.Expect(page.Locator("#errors")).ToBeVisibleAsync();
        await LookAsync(page);
        await page.GotoAsync("/post");
        await page.Button($"Posttag für {fileNumber} bestätigen").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Schreiben bestätigt");
        await LookAsync(page);
    }

    private async Task ReturnAsync(string fileNumber)
    {
        var page = (await ClerkAsync("Ilka Rensmann")).Page;
        await page.GotoAsync($"/post/returned?file={Uri.EscapeDataString(fileNumber)}");
        await LookAsync(page);
        await page.Button("Rücklauf erfassen").ClickAsync();
        await Assertions.Expect(page.Locator("#errors")).ToContainTextAsync("Vermerk");
        await LookAsync(page);
        await page.Field("reason").SelectOptionAsync("MOVED");
        await page.FollowAsync(page.Button("Rücklauf erfassen"));
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Rücklauf vom");
    }

    private async Task ProvokeErrorsAsync(IPage page)
    {
        await page.Button("Weiter").ClickAsync();
        await Assertions.Expect(page.Locator("#errors")).ToBeVisibleAsync();
        await LookAsync(page);
    }

    private async Task LookAtAsync(IPage page, params string[] addresses)
    {
        foreach (var address in addresses)
        {
            await page.GotoAsync(address);
            await LookAsync(page);
        }
    }

    private async Task LookAsync(IPage page)
    {
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            _findings.AddRange((await page.FindingsAsync()).Select(finding => $"{page.Url} at {width} px: {finding}"));
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
                _findings.Add($"{page.Url} at {width} px: the page scrolls sideways (WCAG 1.4.10).");
        }
        await page.SetViewportSizeAsync(Widths[0], 900);
    }
}
