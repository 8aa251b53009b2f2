using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Verwaltung.EndToEnd.Tests.Faults;

/// <summary>
/// Two hosts on one database, and again and again one of them is killed while people work and pay; the payment provider is down, slow, silent or
/// tells everything twice. The short run is part of every test run; the long one (<see cref="LongRun"/>) has 300 cases and ten kills.
/// </summary>
[Collection(HostsCollection.Name)]
public sealed class KilledHostsTests(ITestOutputHelper output)
{
    private static readonly (int Cases, int Kills) Size = LongRun.IsOn ? (300, 10) : (60, 4);
    private static readonly string[] Moods = ["up", "down", "slow", "silent", "twice"];

    private readonly int _seed = Environment.TickCount;

    [Fact]
    public async Task Whatever_was_acknowledged_happened_once_although_hosts_are_killed()
    {
        var watch = Stopwatch.StartNew();
        await using var house = await House.OpenAsync(hosts: 2);
        var rush = new Rush(house);
        var kills = KillAsync(house, rush, new Random(_seed));

        await rush.RunAsync(Size.Cases, kills);
        var killed = await kills;

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Seed {_seed}: {rush.Cases} cases, {rush.Acknowledged} acknowledged commands, {killed} hosts killed, {watch.Elapsed.TotalSeconds:0} s."));
        Assert.Equal(Size.Kills, killed);
        await rush.CheckAsync();
    }

    /// <summary>Kills a host each time the work has come to a random point, and starts it again.</summary>
    private static async Task<int> KillAsync(House house, Rush rush, Random random)
    {
        var expected = Size.Cases * Rush.CommandsPerCase / 2;
        var points = Enumerable.Range(0, Size.Kills).Select(_ => random.Next(expected / 20, expected * 9 / 10)).Order().ToList();
        var killed = 0;
        foreach (var point in points)
        {
            await Eventually.TrueAsync(() => rush.Acknowledged >= point, $"{point} commands before the next kill", seconds: 600);
            var host = house.Hosts[random.Next(house.Hosts.Count)];
            await house.ExecuteAsync($"update demonstration_provider set state = '{Moods[random.Next(Moods.Length)]}'");
            await Task.Delay(random.Next(300), CancellationToken.None);
            await host.KillAsync();
            killed++;
            await host.StartAsync();
            await house.ExecuteAsync("update demonstration_provider set state = 'up'");
        }

        return killed;
    }
}

/// <summary>Tests that start hosts of their own and stop them: one at a time, beside those in the browser.</summary>
[CollectionDefinition(Name)]
public sealed class HostsCollection
{
    public const string Name = "hosts";
}
