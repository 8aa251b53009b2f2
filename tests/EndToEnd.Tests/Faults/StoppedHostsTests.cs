using System.Diagnostics;
using System.Globalization;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.EndToEnd.Tests.Faults;

/// <summary>
/// Two hosts on one database, and again and again one of them stands still for twenty seconds (SIGSTOP, as a paused machine does) while people work
/// and pay: in turn one that follows, whose work the other takes over, so that it goes on with messages that were done meanwhile, and the one that
/// leads, which nobody replaces. Clients lose patience after five seconds and ask the other host, so that the first answers twice as well.
/// </summary>
[Collection(HostsCollection.Name)]
public sealed class StoppedHostsTests(ITestOutputHelper output)
{
    private const int Cases = 100, Stops = 10;
    private static readonly TimeSpan Still = TimeSpan.FromSeconds(20), Work = TimeSpan.FromSeconds(4);

    [Fact(Skip = LongRun.Only, SkipUnless = nameof(LongRun.IsOn), SkipType = typeof(LongRun))]
    public async Task Whatever_was_acknowledged_happened_once_although_hosts_stand_still()
    {
        var watch = Stopwatch.StartNew();
        await using var house = await House.OpenAsync(hosts: 2);
        house.PatienceForAnAnswer = TimeSpan.FromSeconds(5);
        var rush = new Rush(house);
        var stops = StopAsync(house, rush);

        await rush.RunAsync(Cases, stops);
        await stops;

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{rush.Cases} cases, {rush.Acknowledged} acknowledged commands, {Stops} stops, {watch.Elapsed.TotalSeconds:0} s."));
        await rush.CheckAsync();
    }

    private static async Task StopAsync(House house, Rush rush)
    {
        var nodes = await NodesAsync(house); // the hosts were started one after the other
        Assert.Equal(2, nodes.Count);
        for (var stop = 0; stop < Stops; stop++)
        {
            await Eventually.TrueAsync(async () => (await AwakeAsync(house)).Count == 2, "both hosts to be known", seconds: 120);
            await WorkAsync(rush);
            var leader = nodes.IndexOf(await LeaderAsync(house));
            var stopped = stop % 2 == 0 ? 1 - leader : leader;
            await house.Hosts[stopped].StopAsync();
            await Task.Delay(Still);
            Assert.Equal([nodes[1 - stopped]], await AwakeAsync(house));
            Assert.Equal(stopped == leader ? 2 : 1, (await NodesAsync(house)).Count); // who follows was taken off the list, who leads was not
            Assert.Equal(nodes[leader], await LeaderAsync(house));
            await house.Hosts[stopped].ContinueAsync();
        }
    }

    // Some seconds of work of both hosts, and some commands.
    private static async Task WorkAsync(Rush rush)
    {
        var before = rush.Acknowledged;
        await Task.Delay(Work);
        await Eventually.TrueAsync(() => rush.Acknowledged >= before + 8, "the hosts to work", seconds: 120);
    }

    private static async Task<List<string>> NodesAsync(House house) => [.. await house.RowsAsync("select id from wolverine.wolverine_nodes order by node_number")];

    private static async Task<List<string>> AwakeAsync(House house) =>
        [.. await house.RowsAsync("select id from wolverine.wolverine_nodes where health_check > now() - interval '5 s' order by node_number")];

    private static async Task<string> LeaderAsync(House house) =>
        Assert.Single(await house.RowsAsync("select node_id from wolverine.wolverine_node_assignments where id like 'wolverine://leader%'"));
}
