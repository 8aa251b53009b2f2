using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.EndToEnd.Tests.Faults;

/// <summary>
/// The database server is killed beneath two hosts at work, and comes back by itself, at once or (every second time) after twenty seconds.
/// Meanwhile whoever asks is told that something went wrong, and asks again; then the hosts go on as they are, without being started anew.
/// </summary>
[Collection(HostsCollection.Name)]
public sealed class KilledDatabaseTests(ITestOutputHelper output)
{
    private const int Cases = 200, Kills = 6;
    private const string Life = "select pg_postmaster_start_time()";
    private static readonly TimeSpan LongestOutage = TimeSpan.FromSeconds(60), Down = TimeSpan.FromSeconds(20);
    private readonly List<double> _outages = [], _returns = [];

    [Fact(Skip = LongRun.Only, SkipUnless = nameof(LongRun.IsOn), SkipType = typeof(LongRun))]
    public async Task Whatever_was_acknowledged_happened_once_although_the_database_is_killed()
    {
        var watch = Stopwatch.StartNew();
        await using var house = await House.OpenAsync(hosts: 2);
        house.Forgiven = [];
        var rush = new Rush(house);
        var kills = KillAsync(house, rush);

        await rush.RunAsync(Cases, kills);
        await kills;

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{rush.Cases} cases, {rush.Acknowledged} acknowledged commands, {house.Forgiven.Count} answers that something went wrong, server away for {Seconds(_outages)} s, hosts for {Seconds(_returns)} s, {watch.Elapsed.TotalSeconds:0} s."));
        await rush.CheckAsync();
    }

    private async Task KillAsync(House house, Rush rush)
    {
        for (var kill = 1; kill <= Kills; kill++)
        {
            var point = kill * Cases * Rush.CommandsPerCase / 2 / (Kills + 1);
            await Eventually.TrueAsync(() => rush.Acknowledged >= point, $"{point} commands before the next kill", seconds: 600);
            var life = await house.RowsAsync(Life);
            var away = Stopwatch.StartNew();
            await KillServerAsync(house, isHeldDown: kill % 2 == 0);
            await Eventually.TrueAsync(() => IsAnotherAsync(house, life), "the server to come back", (int)LongestOutage.TotalSeconds);
            _outages.Add(away.Elapsed.TotalSeconds);
            foreach (var host in house.Hosts) await host.BeReadyAsync();
            _returns.Add(away.Elapsed.TotalSeconds);
        }
    }

    /// <summary>Kills the server's first process, and keeps it from being started again for a while, if that is wanted.</summary>
    private static async Task KillServerAsync(House house, bool isHeldDown)
    {
        var server = int.Parse(File.ReadLines(Path.Combine(house.DataFolder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var supervisor = File.ReadLines($"/proc/{server}/status").Single(line => line.StartsWith("PPid:", StringComparison.Ordinal))[5..].Trim();
        if (isHeldDown) await SignalAsync("STOP", supervisor);
        await SignalAsync("KILL", server.ToString(CultureInfo.InvariantCulture));
        if (!isHeldDown) return;
        await Task.Delay(Down);
        await SignalAsync("CONT", supervisor);
    }

    private static async Task SignalAsync(string name, string process)
    {
        using var kill = Process.Start("kill", [$"-{name}", process]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    // Processes that were orphaned answer for a while.
    private static async Task<bool> IsAnotherAsync(House house, IReadOnlyList<string> life)
    {
        try
        {
            return !life.SequenceEqual(await house.RowsAsync(Life));
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static string Seconds(IEnumerable<double> times) => string.Join(", ", times.Select(time => time.ToString("0.0", CultureInfo.InvariantCulture)));
}
