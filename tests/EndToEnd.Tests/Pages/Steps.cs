using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Verwaltung.EndToEnd.Tests.Pages;

/// <summary>What people do on any page. Every action ends when its page is there, with or without JavaScript.</summary>
internal static class Steps
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    public static ILocator Link(this IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name });

    public static ILocator Field(this IPage page, string key) => page.Locator($"[name='{key}']");

    public static ILocator Option(this IPage page, string key, string value) => page.Locator($"[name='{key}'][value='{value}']");

    /// <summary>Tables and lists of pairs show a value under its term.</summary>
    public static ILocator Value(this IPage page, string term) =>
        page.Locator("dt", new() { HasTextRegex = new Regex($"^\\s*{Regex.Escape(term)}\\s*$") }).Locator("xpath=following-sibling::dd[1]");

    public static async Task SignInAsync(this IPage page, string name)
    {
        await page.GotoAsync("/sign-in");
        await page.ChoosePersonAsync(name);
    }

    public static async Task ChoosePersonAsync(this IPage page, string name)
    {
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^\\s*{Regex.Escape(name)}") }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/sign-in"), new() { Timeout = (float)Patience.TotalMilliseconds });
    }

    /// <summary>Presses something that leads to another address.</summary>
    public static async Task FollowAsync(this IPage page, ILocator target)
    {
        var here = page.Url;
        await target.ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(here, new() { Timeout = (float)Patience.TotalMilliseconds });
        await page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
    }

    public static Task ChooseAsync(this IPage page, string key, string value) => TickAsync(page.Option(key, value));

    /// <summary>By its label, as people do: the circle itself is small.</summary>
    public static async Task TickAsync(this ILocator box)
    {
        if (!await box.IsCheckedAsync())
            await box.Locator("xpath=following-sibling::label").ClickAsync();
        await Assertions.Expect(box).ToBeCheckedAsync();
    }

    /// <summary>Loads the page again until something shows that happens by itself.</summary>
    public static async Task ReloadUntilAsync(this IPage page, ILocator awaited)
    {
        var waited = Stopwatch.StartNew();
        while (!await awaited.First.IsVisibleAsync())
        {
            Assert.True(waited.Elapsed < Patience, $"Expected {page.Url} to show {awaited} within {Patience.TotalSeconds} s, but it shows:\n{await page.Locator("main").InnerTextAsync()}");
            await page.ReloadAsync();
        }
    }

    /// <summary>The bytes behind a link, fetched with the cookies of this browser.</summary>
    public static async Task<byte[]> DownloadAsync(this IPage page, ILocator link)
    {
        var answer = await page.Context.APIRequest.GetAsync((await link.First.GetAttributeAsync("href"))!);
        Assert.Equal((200, "application/pdf"), (answer.Status, answer.Headers["content-type"]));
        return await answer.BodyAsync();
    }
}
