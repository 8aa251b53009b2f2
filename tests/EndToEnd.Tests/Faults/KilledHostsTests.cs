using System.Collections.Concurrent;
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
    private const int CommandsPerCase = 12;
    private const int PeopleAtOnce = 8;
    private static readonly string[] Moods = ["up", "down", "slow", "silent", "twice"];

    private readonly ConcurrentBag<(string Command, Guid About)> _acknowledged = [];
    private readonly ConcurrentQueue<Application> _applications = [];
    private readonly int _seed = Environment.TickCount;

    [Fact]
    public async Task Whatever_was_acknowledged_happened_once_although_hosts_are_killed()
    {
        var watch = Stopwatch.StartNew();
        await using var house = await House.OpenAsync(hosts: 2);
        var kills = KillAsync(house, new Random(_seed));

        await ApplyAndDecideAsync(house, kills);
        var killed = await kills;
        await SettleAsync(house);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Seed {_seed}: {_applications.Count} cases, {_acknowledged.Count} acknowledged commands, {killed} hosts killed, {watch.Elapsed.TotalSeconds:0} s."));
        Assert.Equal(Size.Kills, killed);
        await new Aftermath(house, [.. _applications], _acknowledged).CheckAsync();
    }

    // As many cases as are wanted, and as many more as it takes until every host was killed that shall be.
    private async Task ApplyAndDecideAsync(House house, Task kills)
    {
        var citizens = await house.CitizensAsync();
        var apis = new Dictionary<string, Api>();
        foreach (var name in citizens) apis.Add(name, await house.AsAsync(name));
        var clerks = await Clerks.AtAsync(house, (command, about) => _acknowledged.Add((command, about)));
        var last = -1;
        await Task.WhenAll(Enumerable.Range(0, PeopleAtOnce).Select(_ => Task.Run(async () =>
        {
            for (int number; (number = Interlocked.Increment(ref last)) < Size.Cases || !kills.IsCompleted;)
            {
                var person = citizens[number % citizens.Count];
                var byPost = number % 3 == 0 || person == "Edith Kramer"; // she has no e-mail address, and so no mailbox
                await OneCaseAsync(house, Application.Number(number, byPost), apis[person], clerks, grants: number < citizens.Count);
            }
        })));
    }

    private async Task OneCaseAsync(House house, Application application, Api applicant, Clerks clerks, bool grants)
    {
        _applications.Enqueue(application);
        await application.FillInAsync(applicant);
        await application.SubmitAsync(applicant);
        _acknowledged.Add(("submitDraft", application.Id));
        await clerks.FinishAsync(application.Id, grants, application.ByPost ? null : () => OnlinePayer.PayAsync(house, applicant, application.Id));
        if (application.ByPost) return;
        await applicant.DoAsync("retrieveNotice", "changedCase { version }", new { caseId = application.Id });
        _acknowledged.Add(("retrieveNotice", application.Id));
    }

    /// <summary>Kills a host each time the work has come to a random point, and starts it again.</summary>
    private async Task<int> KillAsync(House house, Random random)
    {
        var expected = Size.Cases * CommandsPerCase / 2;
        var points = Enumerable.Range(0, Size.Kills).Select(_ => random.Next(expected / 20, expected * 9 / 10)).Order().ToList();
        var killed = 0;
        foreach (var point in points)
        {
            while (_acknowledged.Count < point) await Task.Delay(20, CancellationToken.None);
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

    /// <summary>Until no message is on its way: what a killed host had taken is taken over by the other.</summary>
    private static Task SettleAsync(House house) => Eventually.TrueAsync(
        async () => await house.CountAsync("select 1 from wolverine.wolverine_incoming_envelopes where status = 'Incoming' or status = 'Scheduled' and attempts > 0") == 0, "all messages to be handled", seconds: 120);
}

/// <summary>Tests that start hosts of their own and stop them: one at a time, beside those in the browser.</summary>
[CollectionDefinition(Name)]
public sealed class HostsCollection
{
    public const string Name = "hosts";
}
