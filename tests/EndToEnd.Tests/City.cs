using Microsoft.Playwright;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>What the browser tests of a collection share: one running host and one Chromium for the whole run.</summary>
public sealed class City : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private HostProgram? _host;
    private IPlaywright? _playwright;

    internal HostProgram Host => _host ?? throw new InvalidOperationException("Expected the host to run, but it was not started.");
    internal IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var chromium = Chromium();
        _host = await HostProgram.StartAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Flags });
        Assertions.SetDefaultExpectTimeout(15_000);
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
            await Browser.CloseAsync();
        _playwright?.Dispose();
        if (_host is not null)
            await _host.DisposeAsync();
    }

    private static string Chromium()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } own ? own : "/usr/bin/chromium";
        return File.Exists(path) ? path : throw new FileNotFoundException($"The browser tests need Chromium: there is none at {path}; install Debian's package 'chromium' or set CHROMIUM to its path.");
    }
}

/// <summary>One at a time: its tests share the host, and one of them switches its register off.</summary>
[CollectionDefinition(Name)]
public sealed class CityCollection : ICollectionFixture<City>
{
    public const string Name = "city";
}

/// <summary>The other half of the browser tests, with a host of its own, beside the first.</summary>
[CollectionDefinition(Name)]
public sealed class TownCollection : ICollectionFixture<City>
{
    public const string Name = "town";
}
