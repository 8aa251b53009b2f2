using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Verwaltung.EndToEnd.Tests.Pages;

/// <summary>
/// axe-core in the page that is open, with all rules that it has switched on by itself. Deque's own <c>RunAxe</c> opens a window for every
/// look, to merge what it found in frames; that takes more time than looking. Our pages have no frames, and one that had is refused.
/// </summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What violates a rule, "help (rule): element" each.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(this IPage page)
    {
        Assert.Single(page.Frames);
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync($"() => {{ {Script} }}");
        return await page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .flatMap(({ help, id, nodes }) => nodes.map(({ html }) => `${help} (${id}): ${html}`))
            """);
    }
}
