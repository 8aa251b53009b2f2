using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Verwaltung.Documents.Files;

/// <summary>Deletes forgotten uploads every hour; a failed hour is logged and the next one does it.</summary>
internal sealed class ExpiredUploads(FileStore files, TimeProvider clock, ILogger<ExpiredUploads> log) : BackgroundService
{
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
            if (await files.DeleteExpiredAsync(cancellation) is > 0 and var count)
                log.LogInformation("{Count} uploads that no case named were deleted.", count);
        }
        catch (NpgsqlException unreachable)
        {
            log.LogWarning(unreachable, "Expired uploads could not be deleted.");
        }
    }
}
