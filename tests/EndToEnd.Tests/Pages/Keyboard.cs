using Microsoft.Playwright;

namespace Verwaltung.EndToEnd.Tests.Pages;

/// <summary>A person without a mouse: Tab, arrows, Space, Enter and letters, nothing else.</summary>
internal sealed class Keyboard(IPage page)
{
    private const int MostStops = 80;

    /// <summary>Walks to it with Tab, as far as it takes.</summary>
    public async Task ReachAsync(ILocator target)
    {
        await Assertions.Expect(target).ToBeVisibleAsync();
        for (var stop = 0; stop < MostStops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await HasFocusAsync(target))
                return;
        }
        Assert.Fail($"Expected Tab to reach {target} within {MostStops} stops on {page.Url}, but it did not.");
    }

    public async Task PressAsync(ILocator target)
    {
        await ReachAsync(target);
        var here = page.Url;
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).Not.ToHaveURLAsync(here, new() { Timeout = 45_000 });
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
    }

    public async Task TypeAsync(string key, string text)
    {
        await ReachAsync(page.Field(key));
        await page.Keyboard.TypeAsync(text);
    }

    public async Task TickAsync(string key)
    {
        await ReachAsync(page.Field(key));
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.Field(key)).ToBeCheckedAsync();
    }

    /// <summary>Tab enters a group of radios, Space takes the first, arrows walk on.</summary>
    public async Task ChooseAsync(string key, string value)
    {
        var option = page.Option(key, value);
        await ReachAsync(page.Field(key).First);
        await page.Keyboard.PressAsync("Space");
        for (var stop = 0; stop < MostStops && !await option.IsCheckedAsync(); stop++)
            await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(option).ToBeCheckedAsync();
    }

    private static Task<bool> HasFocusAsync(ILocator target) => target.EvaluateAsync<bool>("element => element === document.activeElement");
}
