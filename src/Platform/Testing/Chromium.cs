namespace Verwaltung.Testing;

/// <summary>The browser of the browser tests: the one that <c>CHROMIUM</c> names, else the system's.</summary>
public static class Chromium
{
    private static readonly string[] Usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Path of its executable.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message says how to get one.</exception>
    public static string Path =>
        Usual.Prepend(Environment.GetEnvironmentVariable("CHROMIUM")).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(
            "Browser tests need Chromium: install it (apt-get install chromium) or name its path in the environment variable CHROMIUM.");
}
