using System.Diagnostics;
using System.Globalization;

namespace Verwaltung.Bench;

/// <summary>Median and quartiles.</summary>
internal sealed record Quartiles(double Low, double Median, double High)
{
    public static Quartiles Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new(sorted[sorted.Length / 4], sorted[sorted.Length / 2], sorted[sorted.Length * 3 / 4]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:0.00} ({Low:0.00}-{High:0.00})");
}

/// <summary>
/// Product and limit in turn, in slices of about a second: whatever else the machine does then falls on both, and the ratio of
/// neighbouring slices says more than either rate.
/// </summary>
internal static class Slices
{
    /// <summary>Runs <paramref name="one"/> in several sessions for a while.</summary>
    /// <returns>How many a second, and how many milliseconds each took.</returns>
    public static async Task<(double Rate, IReadOnlyList<double> Times)> ForAsync(int sessions, TimeSpan length, Func<int, Task> one)
    {
        var watch = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, sessions).Select(session => Task.Run(async () =>
        {
            var own = new List<double>();
            while (watch.Elapsed < length)
            {
                var began = Stopwatch.GetTimestamp();
                await one(session);
                own.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            return own;
        })));
        return (times.Sum(own => own.Count) / watch.Elapsed.TotalSeconds, [.. times.SelectMany(own => own)]);
    }

    /// <summary>Runs <paramref name="one"/> for each of <paramref name="items"/>, in several sessions.</summary>
    public static async Task<(double Rate, IReadOnlyList<double> Times)> OverAsync<T>(int sessions, IReadOnlyCollection<T> items, Func<T, Task> one)
    {
        var watch = Stopwatch.StartNew();
        var times = new double[items.Count];
        await Parallel.ForEachAsync(items.Index(), new ParallelOptions { MaxDegreeOfParallelism = sessions }, async (item, _) =>
        {
            var began = Stopwatch.GetTimestamp();
            await one(item.Item);
            times[item.Index] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        });
        return (items.Count / watch.Elapsed.TotalSeconds, times);
    }

    public static double Percentile(IEnumerable<double> times, double share)
    {
        double[] sorted = [.. times.Order()];
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
