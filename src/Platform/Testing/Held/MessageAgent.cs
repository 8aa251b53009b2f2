using Microsoft.Extensions.Hosting;

namespace Verwaltung.Testing.Held;

/// <summary>Delivers what is due, again and again.</summary>
public sealed class MessageAgent(HeldMessages messages) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var look = new PeriodicTimer(Look);
        while (await look.WaitForNextTickAsync(stoppingToken)) await messages.DeliverAsync(stoppingToken);
    }
}
