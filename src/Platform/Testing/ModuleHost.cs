using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Postgres;
using Verwaltung.Testing.Held;

namespace Verwaltung.Testing;

/// <summary>
/// A module and what it needs, on a database of its own and a clock that stands still. Nothing runs in the background: what the module sends
/// is read by <see cref="SentAsync"/> and let go by <see cref="DeliverAsync"/>.
/// </summary>
/// <param name="app">Built from <see cref="Builder"/>, started or not.</param>
public abstract class ModuleHost(WebApplication app) : IAsyncDisposable
{
    private static readonly byte[] MasterKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    /// <summary>The clock of the host.</summary>
    public VirtualClock Clock => (VirtualClock)Service<TimeProvider>();

    /// <summary>Runs commands as the house does.</summary>
    public IRunner Runner => Service<IRunner>();

    /// <summary>The messages that wait.</summary>
    public HeldMessages Messages => Service<HeldMessages>();

    /// <summary>The application.</summary>
    protected WebApplication App => app;

    /// <summary>What the host has registered as <typeparamref name="T"/>.</summary>
    public T Service<T>() where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>What waits to be handled: the rows of a query over <c>messages</c> (<see cref="HeldMessages.RowsAsync"/>).</summary>
    public Task<IReadOnlyList<string>> SentAsync(string sql) => Messages.RowsAsync(sql);

    /// <summary>Handles what is due by the clock, and what follows from it.</summary>
    public Task<int> DeliverAsync() => Messages.DeliverAsync();

    /// <summary>Delivers and looks until something holds, moving the clock on by a step each time if one is given.</summary>
    public Task UntilAsync(Func<Task<bool>> holds, string expectation, TimeSpan? step = null) => Eventually.TrueAsync(async () =>
    {
        await DeliverAsync();
        if (await holds()) return true;
        if (step is { } on) Clock.Advance(on);
        return false;
    }, expectation);

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await app.DisposeAsync();
    }

    /// <summary>The platform beneath a module: database, events, runner, clock; silent. The module, its neighbours and its settings are the caller's.</summary>
    /// <param name="database">A database with the schemas of the module's rooms.</param>
    /// <param name="clock">Null: one that stands where virtual clocks begin.</param>
    /// <param name="messages">Handlers of the test's own, messages that nobody here handles, other retries.</param>
    protected static WebApplicationBuilder Builder(TestDatabase database, VirtualClock? clock = null, Action<MessagingOptions>? messages = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton<TimeProvider>(clock ?? new VirtualClock());
        builder.Services.AddPostgres(database.Database);
        builder.Services.AddEvents(options => options.MasterKey = MasterKey);
        builder.Services.AddMessaging(options => messages?.Invoke(options));
        builder.Services.HoldMessages();
        return builder;
    }

    /// <summary>Starts one of the services that a started host would start; it is not stopped.</summary>
    /// <param name="name">The type's name: it may be internal to its room.</param>
    protected Task StartServiceAsync(string name) =>
        app.Services.GetServices<IHostedService>().Single(service => service.GetType().Name == name).StartAsync(default);
}
