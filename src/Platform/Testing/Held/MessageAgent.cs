using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Verwaltung.Testing.Held;

/// <summary>Delivers what is due, again and again.</summary>
public sealed class MessageAgent(HeldMessages messages, ILogger<MessageAgent> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var look = new PeriodicTimer(Look);
        while (await look.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await messages.DeliverAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                log.LogError(e, "What is due could not be delivered; it is tried again"); // as Wolverine would: the host lives on
            }
        }
    }
}
