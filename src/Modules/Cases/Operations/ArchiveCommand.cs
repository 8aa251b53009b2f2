using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.Periods;
using Verwaltung.Postgres;

namespace Verwaltung.Cases;

/// <summary>
/// <c>verwaltung archive --closed-before DAY</c>: puts the events of cases closed before that day into the archive's partitions. They read as before.
/// </summary>
internal static class ArchiveCommand
{
    public static Command Create(Func<CancellationToken, Task<IServiceProvider>> services)
    {
        var before = new Option<string>("--closed-before") { Description = "A day such as 2026-01-01; it is over.", Required = true };
        var command = new Command("archive", "Moves the events of cases closed long ago out of the hot table. It can be stopped and run again.") { before };
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration;
            var provider = await services(cancellation);
            if (!DateOnly.TryParseExact(parsed.GetRequiredValue(before), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                || day >= LegalTime.Day(provider.GetRequiredService<TimeProvider>().GetUtcNow()))
            {
                await output.Error.WriteLineAsync("--closed-before takes a day that is over, such as 2026-01-01.");
                return 2;
            }

            var (cases, events) = await ArchiveAsync(
                provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<EventArchive>(), day, cancellation);
            await output.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Archived {events} events of {cases} cases."));
            return 0;
        });
        return command;
    }

    public static async Task<(int Cases, long Events)> ArchiveAsync(
        NpgsqlDataSource source, EventArchive archive, DateOnly closedBefore, CancellationToken cancellation)
    {
        var (cases, events, before) = (0, 0L, LegalTime.Begin(closedBefore));
        foreach (var id in await source.ListAsync<Guid>(
            "select case_id from cases where closed_at < $1 order by case_id", cancellation, before))
        {
            var moved = await archive.ArchiveAsync(id, before, cancellation);
            (cases, events) = (cases + (moved > 0 ? 1 : 0), events + moved);
        }

        return (cases, events);
    }
}
