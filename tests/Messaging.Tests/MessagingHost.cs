using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Verwaltung.Events;
using Verwaltung.Messaging.Store;
using Verwaltung.Postgres;
using Verwaltung.Testing;

namespace Verwaltung.Messaging.Tests;

/// <summary>The events' and the messages' tables.</summary>
public sealed class MessagingDatabase() : TestDatabase(typeof(EventStore).Assembly, typeof(IMessageBus).Assembly);

/// <summary>One host with the handlers of this assembly, on a database that it may share with others.</summary>
internal sealed class MessagingHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IHost host;
    private bool dead;

    private MessagingHost(IHost host) => this.host = host;

    public IMessageBus Bus => host.Services.GetRequiredService<IMessageBus>();

    public EventStore Store => host.Services.GetRequiredService<EventStore>();

    public DeadLetters DeadLetters => host.Services.GetRequiredService<DeadLetters>();

    public MessageAgent Agent => host.Services.GetServices<IHostedService>().OfType<MessageAgent>().Single();

    public Inbox Inbox => host.Services.GetRequiredService<Inbox>();

    public Desk Desk => host.Services.GetRequiredService<Desk>();

    public static async Task<MessagingHost> StartAsync(MessagingDatabase database, TimeProvider? clock = null, Action<MessagingOptions>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton<Desk>();
        builder.Services.AddPostgres(database.Database);
        builder.Services.AddEvents(options =>
        {
            options.Map<Noted>("noted");
            options.Aggregate<Notebook>("notebook");
        });
        builder.Services.AddMessaging(options =>
        {
            options.PollInterval = TimeSpan.FromMilliseconds(100);
            options.Discover(typeof(MessagingHost).Assembly).Map<Relay>("tests.relay").Map<Work>("tests.work").Map<Trouble>("tests.trouble");
            options.Retry<Trouble>(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));
            configure?.Invoke(options);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    /// <summary>Looks until something holds; a test that waits in vain fails.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await holds()) await look.WaitForNextTickAsync(patience.Token);
    }

    public Task UntilAsync(Func<MessageCounts, bool> holds) => UntilAsync(async () => holds(await DeadLetters.CountAsync()));

    /// <summary>Waits until no message is left to handle, now or later.</summary>
    public Task UntilIdleAsync() => UntilAsync(counts => counts is { Ready: 0, Scheduled: 0, Running: 0 });

    public async Task<IReadOnlyList<string>> NotesAsync(Guid notebook)
    {
        await using var session = Store.OpenSession();
        return [.. (await session.FetchStreamAsync(notebook)).Select(stored => ((Noted)stored.Data).Text)];
    }

    /// <summary>What a killed process leaves: nothing is finished, extended or given back.</summary>
    public void Kill()
    {
        dead = true;
        foreach (var service in host.Services.GetServices<IHostedService>().OfType<BackgroundService>()) service.Dispose();
    }

    public Task StopAsync(CancellationToken cancellation = default) => host.StopAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        Desk.OpenAll();
        if (!dead) await host.StopAsync();
        host.Dispose();
    }
}
