using System.Diagnostics;

namespace Verwaltung.Bench;

/// <summary>
/// Two hosts on one database, and the one that leads and has messages in hand is killed (SIGKILL): how long until the other has done them.
/// It takes over nothing before it has missed the dead one's signs of life.
/// </summary>
internal static class TakeOver
{
    private const int Messages = 200, Rounds = 3, Limit = 10;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2), Patience = TimeSpan.FromMinutes(2);

    private const string Owned = """
        select count(*) = $1 from wolverine.wolverine_incoming_envelopes where message_type = 'bench.ring_alarm' and status = 'Incoming' and owner_id <> 0
        """;
    private const string Nodes = "select count(*) = $1 and min(health_check) > now() - interval '3 seconds' from wolverine.wolverine_nodes";

    public static async Task<IReadOnlyList<Answer>> AskAsync()
    {
        await using var premises = await Premises.OpenAsync();
        var (times, isAll) = (new List<double>(), true);
        for (var round = 0; round < Rounds; round++)
        {
            var (rung, seconds) = await KillAsync(premises);
            times.Add(seconds);
            isAll &= rung.IsAll;
        }

        return
        [
            new(
                $"{Messages} messages of a killed host are done by another",
                Slices.Text($"in {times.Max():0.0} s at worst of {Rounds}, median {Slices.Percentile(times, 0.5):0.0} s"),
                isAll ? "each once" : "not all", "", $"< {Limit} s", isAll && times.Max() < Limit),
        ];
    }

    private static async Task<(RungAlarms Rung, double Seconds)> KillAsync(Premises premises)
    {
        await using var owner = await BenchRoom.StartHostAsync(premises, holdsAlarms: true);
        await UntilAsync(premises, Nodes, 1);
        var due = TimeProvider.System.GetUtcNow() + Soon;
        var alarms = await Alarms.SetAsync(premises, Enumerable.Repeat(due, Messages));
        await UntilAsync(premises, Owned, Messages);
        await using var heir = await BenchRoom.StartHostAsync(premises);
        await UntilAsync(premises, Nodes, 2);
        var killed = TimeProvider.System.GetUtcNow();
        await owner.KillAsync();
        var rung = await alarms.UntilRungAsync();
        return (rung, (rung.LastAt - killed).TotalSeconds);
    }

    private static async Task UntilAsync(Premises premises, string sql, long count)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            await using var command = premises.Source.CreateCommand(sql);
            command.Parameters.Add(AppendEvents.Value(count));
            if (await command.ExecuteScalarAsync() is true) return;
            if (waiting.Elapsed > Patience) throw new InvalidOperationException($"Expected {count} within {Patience.TotalSeconds} s of: {sql}");
            await Task.Delay(100);
        }
    }
}
