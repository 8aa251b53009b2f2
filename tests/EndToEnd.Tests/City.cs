using Microsoft.Playwright;
using Verwaltung.Testing;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>What the browser tests of a collection share: one running host and one Chromium for the whole run.</summary>
public sealed class City : IAsyncLifetime
{
    private HostProgram? _host;
    private IPlaywright? _playwright;

    internal HostProgram Host => _host ?? throw new InvalidOperationException("Expected the host to run, but it was not started.");
    internal IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await HostProgram.StartAsync();
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = Chromium.Flags });
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
