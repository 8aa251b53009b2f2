using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Verwaltung.Events;

namespace Verwaltung.Bench;

/// <summary>Events a second of a rebuild of the inbox, against reading the same events, every column, with nothing but Npgsql.</summary>
internal static class RebuildInbox
{
    private const int Cases = 600, Sessions = 8, Rounds = 6;

    public static async Task<IReadOnlyList<Answer>> AskAsync()
    {
        await using var premises = await Premises.OpenAsync();
        await Parallel.ForAsync(0, Cases, new ParallelOptions { MaxDegreeOfParallelism = Sessions }, async (_, _) => await premises.CaseToDecideAsync());
        await Premises.RunAsync(premises.Source, "vacuum analyze mt_events, mt_streams");
        var rebuild = premises.Services.GetRequiredService<ProjectionRebuild>();
        var (products, limits) = (new List<double>(), new List<double>());
        long events = 0;
        for (var round = -1; round < Rounds; round++)
        {
            var product = await TimeAsync(() => rebuild.RunAsync("inbox"));
            var limit = await TimeAsync(async () => events = await ReadAsync(premises.Source));
            if (round < 0) continue; // warming up
            products.Add(events / product);
            limits.Add(events / limit);
        }

        var ratio = Quartiles.Of(products.Zip(limits, (product, limit) => product / limit));
        return [new($"rebuild the inbox from {events} events", Slices.Text($"{Quartiles.Of(products).Median:0} events/s"), Slices.Text($"plain read {Quartiles.Of(limits).Median:0}/s"), $"ratio {ratio}", ">= 0.3", ratio.Median >= 0.3)];
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<long> ReadAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            "select e.seq_id, e.id, e.stream_id, e.version, e.data, e.type, e.timestamp, e.correlation_id, e.causation_id, e.headers from mt_events e join mt_streams s on s.id = e.stream_id where s.type = 'case' order by e.stream_id, e.version");
        await using var reader = await command.ExecuteReaderAsync();
        var values = new object[10];
        long events = 0;
        for (; await reader.ReadAsync(); events++) reader.GetValues(values);
        return events;
    }
}
