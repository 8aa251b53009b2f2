using System.Globalization;

namespace Verwaltung.Bench;

/// <summary>
/// How late alarms ring at a host of its own: many a second, and very many at one instant, as at midnight, while clerks work on it who must not wait.
/// Each alarm is a timer of the house, and its work an event in a stream of its own.
/// </summary>
internal static class Timers
{
    private const int ASecond = 200, Seconds = 15, AtOnce = 10_000, Clerks = 4, Rounds = 3;
    private const int Late = 1000, Done = 30, Wait = 500;
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(20), Alone = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Answer>> AskAsync()
    {
        await using var premises = await Premises.OpenAsync();
        var clerks = await BusyClerks.HireAsync(premises, Clerks);
        await using var host = await BenchRoom.StartHostAsync(premises);
        await premises.UntilNothingWaitsAsync();
        await clerks.WorkAsync(host, (await SetManyASecondAsync(premises)).UntilRungAsync()); // until the code is compiled
        var steady = await (await SetManyASecondAsync(premises)).UntilRungAsync();
        var midnights = new List<Midnight>();
        for (var round = 0; round < Rounds; round++) midnights.Add(await Midnight.AwaitAsync(premises, host, clerks, AtOnce, Ahead, Alone));
        return [Say(steady), SayDone(midnights), SayClerks(midnights)];
    }

    private static Task<Alarms> SetManyASecondAsync(Premises premises)
    {
        var first = TimeProvider.System.GetUtcNow() + Ahead;
        return Alarms.SetAsync(premises, Enumerable.Range(0, ASecond * Seconds).Select(i => first.AddSeconds((double)i / ASecond)));
    }

    private static Answer Say(RungAlarms rung) => new(
        $"timers, {ASecond} a second for {Seconds} s", Slices.Text($"late p99 {rung.P99:0} ms, median {rung.Median:0} ms"), Missing([rung]), "",
        $"p99 < {Late} ms", rung.IsAll && rung.P99 < Late);

    private static Answer SayDone(List<Midnight> midnights) => new(
        $"{AtOnce.ToString("#,##0", CultureInfo.InvariantCulture)} timers due at one instant beside {Clerks} clerks",
        Slices.Text($"done in {midnights.Max(night => night.Seconds):0.0} s at worst of {Rounds}"), Missing(midnights.Select(night => night.Rung)), "",
        $"< {Done} s", midnights.TrueForAll(night => night.Rung.IsAll && night.Seconds < Done));

    private static Answer SayClerks(List<Midnight> midnights)
    {
        var (beside, alone) = (midnights.SelectMany(night => night.Beside).ToList(), midnights.SelectMany(night => night.Alone).ToList());
        var ratio = Quartiles.Of(midnights.Select(night => Slices.Percentile(night.Beside, 0.5) / Slices.Percentile(night.Alone, 0.5)));
        var p99 = Slices.Percentile(beside, 0.99);
        return new(
            "those clerks meanwhile, taking tasks and giving back", Slices.Text($"p99 {p99:0.0} ms, median {Slices.Percentile(beside, 0.5):0.0} ms"),
            Slices.Text($"alone {Slices.Percentile(alone, 0.99):0.0}, {Slices.Percentile(alone, 0.5):0.0} ms"), $"ratio {ratio}",
            $"p99 < {Wait} ms", p99 < Wait);
    }

    private static string Missing(IEnumerable<RungAlarms> rung) =>
        rung.FirstOrDefault(alarms => !alarms.IsAll) is { } some ? $"only {some.Count} of {some.Expected}" : "each once";
}

/// <summary>One instant at which very many alarms were due.</summary>
/// <param name="Alone">Milliseconds that the clerks' changes took shortly before it.</param>
/// <param name="Beside">The same from then on until the last alarm rang.</param>
internal sealed record Midnight(RungAlarms Rung, double Seconds, IReadOnlyList<double> Alone, IReadOnlyList<double> Beside)
{
    public static async Task<Midnight> AwaitAsync(Premises premises, HostProcess host, BusyClerks clerks, int count, TimeSpan ahead, TimeSpan alone)
    {
        var midnight = TimeProvider.System.GetUtcNow() + ahead;
        var alarms = await Alarms.SetAsync(premises, Enumerable.Repeat(midnight, count));
        var before = midnight - TimeProvider.System.GetUtcNow() - alone;
        if (before > TimeSpan.Zero) await Task.Delay(before);
        var quiet = await clerks.WorkAsync(host, Task.Delay(midnight - TimeProvider.System.GetUtcNow()));
        var ringing = alarms.UntilRungAsync();
        var busy = await clerks.WorkAsync(host, ringing);
        var rung = await ringing;
        return new(rung, (rung.LastAt - midnight).TotalSeconds, quiet, busy);
    }
}
