namespace Verwaltung.Testing;

/// <summary>The browser of the browser tests: the one that <c>CHROMIUM</c> names, else the system's.</summary>
public static class Chromium
{
    private static readonly string[] Usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>
    /// What it is started with. Without a screen Chromium still builds the frame of a window around every page, with two pages of its own for
    /// the address bar's suggestions in it: they took a third of all its time, and nobody types there. A list of features replaces Playwright's.
    /// </summary>
    public static IReadOnlyList<string> Flags { get; } =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"
            + ",HttpsUpgrades,LensOverlay,MediaRouter,OptimizationHints,PaintHolding,Translate",
    ];

    /// <summary>Path of its executable.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message says how to get one.</exception>
    public static string Path =>
        Usual.Prepend(Environment.GetEnvironmentVariable("CHROMIUM")).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(
            "Browser tests need Chromium: install it (apt-get install chromium) or name its path in the environment variable CHROMIUM.");
}
