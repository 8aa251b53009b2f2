using Microsoft.Playwright;
using Verwaltung.EndToEnd.Tests.Pages;
using Verwaltung.Testing;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>Opens browsers for the people of one test; when it fails, their screens and the host's log are kept in TestResults.</summary>
[Collection(CityCollection.Name)]
public abstract class Scenario(City city) : IAsyncLifetime
{
    private readonly List<IPage> _pages = [];

    private protected City City => city;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            await KeepEvidenceAsync();
        foreach (var context in _pages.Select(page => page.Context).Distinct().ToList())
            await context.CloseAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A browser of its own, with its own cookies.</summary>
    private protected async Task<IPage> OpenBrowserAsync(bool script = true, string language = "de")
    {
        var context = await city.Browser.NewContextAsync(new()
        {
            BaseURL = city.Host.Address,
            JavaScriptEnabled = script,
            Locale = language == "de" ? "de-DE" : "en-GB",
            ViewportSize = new() { Width = 1280, Height = 900 },
        });
        context.SetDefaultTimeout(15_000);
        return await OpenTabAsync(context);
    }

    /// <summary>One more tab of the same browser.</summary>
    private protected async Task<IPage> OpenTabAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        _pages.Add(page);
        return page;
    }

    private protected async Task<Citizen> CitizenAsync(string name, bool script = true, string language = "de")
    {
        var page = await OpenBrowserAsync(script, language);
        await page.SignInAsync(name);
        return new Citizen(page, Words.In(language));
    }

    private protected async Task<Clerk> ClerkAsync(string name, bool script = true)
    {
        var page = await OpenBrowserAsync(script);
        await page.SignInAsync(name);
        return new Clerk(page);
    }

    private async Task KeepEvidenceAsync()
    {
        var test = TestContext.Current.Test!.TestDisplayName;
        var name = string.Concat(test.Split('.')[^1].Select(letter => char.IsLetterOrDigit(letter) ? letter : '_'));
        var folder = Directory.CreateDirectory(Path.Combine(TestDatabase.RepositoryRoot, "TestResults", "EndToEnd", name)).FullName;
        foreach (var (page, number) in _pages.Where(page => !page.IsClosed).Select((page, i) => (page, i + 1)))
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{number}.png"), FullPage = true });
        await File.WriteAllTextAsync(Path.Combine(folder, "host.log"), city.Host.Log);
    }
}
