using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Verwaltung.Web.Tests;

public sealed class GalleryTests(TestSite site, Browser browser) : IClassFixture<TestSite>, IClassFixture<Browser>
{
    [Theory]
    [InlineData(360, "/gallery")]
    [InlineData(1280, "/gallery")]
    [InlineData(1280, "/gallery?lang=en")]
    [InlineData(360, "/fail/500")]
    [InlineData(1280, "/nowhere")]
    public async Task A_page_has_no_accessibility_finding(int width, string path)
    {
        var page = await browser.OpenAsync(width);
        await page.GotoAsync(site.Address + path);

        var found = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });

        Assert.Empty(found.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html}")));
    }

    [Theory]
    [InlineData(320)]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task Nothing_runs_out_of_the_page(int width)
    {
        var page = await browser.OpenAsync(width);
        await page.GotoAsync($"{site.Address}/gallery");

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        await KeepPicture(page, width);
    }

    [Fact]
    public async Task The_browser_reports_nothing_wrong_with_a_page()
    {
        var page = await browser.OpenAsync(1280);
        var reports = new List<string>();
        page.Console += (_, message) => reports.Add(message.Text);
        page.RequestFailed += (_, request) => reports.Add($"{request.Url} failed");
        page.Response += (_, response) => { if (response.Status >= 400) reports.Add($"{response.Url}: {response.Status}"); };

        await page.GotoAsync($"{site.Address}/gallery");

        Assert.Empty(reports);
    }

    [Fact]
    public async Task The_keyboard_reaches_the_content_at_once_and_an_error_leads_to_its_field()
    {
        var page = await browser.OpenAsync(1280, script: false);
        await page.GotoAsync($"{site.Address}/gallery");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.EndsWith("#main", page.Url);

        await page.Locator(".vw-errors a").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        Assert.Equal("applicant.email", await page.EvaluateAsync<string>("document.activeElement.name"));
    }

    [Fact]
    public async Task A_question_appears_with_the_answer_that_raises_it()
    {
        var page = await browser.OpenAsync(1280);
        await page.GotoAsync($"{site.Address}/journey/vehicle");
        var consent = page.GetByText("Bestätigung der Halterin oder des Halters");
        Assert.False(await consent.IsVisibleAsync());

        await page.GetByLabel("Firmenwagen").CheckAsync();
        Assert.True(await consent.IsVisibleAsync());

        await page.GetByLabel("ja", new() { Exact = true }).CheckAsync();
        Assert.False(await consent.IsVisibleAsync());
    }

    // With PICTURES set to a folder the tests leave screenshots there, for people to look at.
    private static async Task KeepPicture(IPage page, int width)
    {
        if (Environment.GetEnvironmentVariable("PICTURES") is not { } folder)
            return;
        var height = await page.EvaluateAsync<int>("document.documentElement.scrollHeight");
        for (var top = 0; top < height; top += 1500)
            await page.ScreenshotAsync(new()
            {
                Path = Path.Combine(folder, $"gallery-{width}-{top}.png"),
                FullPage = true,
                Clip = new() { X = 0, Y = top, Width = width, Height = Math.Min(1500, height - top) },
            });
    }
}
