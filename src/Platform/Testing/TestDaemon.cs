using JasperFx.Events.Daemon;
using Marten;
using Marten.Events;

namespace Verwaltung.Testing;

/// <summary>Marten's daemon, run by a test that does not start its whole host.</summary>
public sealed class TestDaemon : IAsyncDisposable
{
    private readonly IDocumentStore _store;
    private readonly IProjectionDaemon _daemon;
    private int _isStopped;

    private TestDaemon(IDocumentStore store, IProjectionDaemon daemon) => (_store, _daemon) = (store, daemon);

    /// <summary>Starts all async projections of the store.</summary>
    public static async Task<TestDaemon> StartAsync(IDocumentStore store)
    {
        var daemon = await store.BuildProjectionDaemonAsync();
        await daemon.StartAllAsync();
        return new(store, daemon);
    }

    /// <summary>Waits until all async projections contain every event that was committed before this call.</summary>
    /// <exception cref="TimeoutException">They do not within <paramref name="limit"/>.</exception>
    public Task WaitForNonStaleAsync(TimeSpan limit) => WaitForNonStaleAsync(_store, limit);

    /// <summary>The same of whatever daemon runs on the store's database.</summary>
    public static Task WaitForNonStaleAsync(IDocumentStore store, TimeSpan limit) => store.WaitForNonStaleProjectionDataAsync(limit);

    /// <summary>Stops it; twice is once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isStopped, 1) == 1) return;
        await _daemon.StopAllAsync();
        _daemon.Dispose();
    }
}
