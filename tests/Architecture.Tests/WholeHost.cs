using Microsoft.AspNetCore.Builder;
using Verwaltung.Host;

namespace Verwaltung.Architecture.Tests;

/// <summary>The host as it is put together for its users, without a database: nothing is started.</summary>
public sealed class WholeHost : IAsyncDisposable
{
    private readonly WebApplication _application = Application.Build(new HostSettings(null, Path.Combine(House.Root, "data", "tests")), database: null);

    public IServiceProvider Services => _application.Services;

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
