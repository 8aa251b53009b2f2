using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Verwaltung.Parking;

/// <summary>Deletes old entries of the record every hour; a failed hour is logged and the next one does it.</summary>
internal sealed class ExpiredChecks(CheckLog record, IConfiguration configuration, TimeProvider clock, ILogger<ExpiredChecks> log) : BackgroundService
{
    private const int Days = 180;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await DeleteAsync(stoppingToken);
    }

    private async Task DeleteAsync(CancellationToken cancellation)
    {
        try
        {
            await record.DeleteOlderAsync(TimeSpan.FromDays(configuration.GetValue("Parking:CheckLogDays", Days)), cancellation);
        }
        catch (NpgsqlException unreachable)
        {
            log.LogWarning(unreachable, "Old questions of wardens could not be deleted.");
        }
    }
}
