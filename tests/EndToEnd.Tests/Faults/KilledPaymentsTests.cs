using System.Security.Cryptography;
using Verwaltung.Testing;
using Xunit;

namespace Verwaltung.EndToEnd.Tests.Faults;

/// <summary>People pay while hosts are killed and the provider calls nobody back: no case is paid twice, goes on unpaid, or is lost.</summary>
[Collection(HostsCollection.Name)]
public sealed class KilledPaymentsTests
{
    private const int Cases = 24;
    private const int Kills = 4;
    private static readonly string Workflows = Path.Combine(TestDatabase.RepositoryRoot, "tests", "EndToEnd.Tests", "workflows");
    private int _steps;

    [Fact]
    public async Task Every_fee_that_was_paid_is_paid_once_and_its_case_goes_on_although_hosts_are_killed()
    {
        await using var house = await House.OpenAsync(hosts: 2, Workflows);
        var payers = new List<Api>();
        foreach (var name in await house.CitizensAsync()) payers.Add(await house.AsAsync(name));
        await house.ExecuteAsync("update demonstration_provider set state = 'silent'");

        var kills = KillAsync(house);
        await Parallel.ForAsync(0, Cases, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (number, _) => await PayAsync(house, payers[number % payers.Count], isPaid: number % 4 != 3));
        await kills;
        await Eventually.TrueAsync(async () => await house.CountAsync("select 1 from cases where closed_at is not null") == Cases * 3 / 4, "every paid case to go on", seconds: 180);

        Assert.Equal(Cases, await house.CountAsync("select 1 from payments"));
        Assert.Equal(Cases * 3 / 4, await house.CountAsync("select distinct stream_id from mt_events where type = 'payment_received'"));
        Assert.Equal(Cases * 3 / 4, await house.CountAsync("select 1 from mt_events where type in ('payment_received', 'payment_surplus_received')"));
        Assert.Equal(Cases / 4, await house.CountAsync("select 1 from payments p join cases c using (case_id) where p.is_open and c.closed_at is null"));
        Assert.Equal([$"({Cases * 3 / 4 * 3070})"], await house.RowsAsync("select sum(cents) from bookings where debit = 'Provider'"));
        Assert.Equal(0, await house.CountAsync("select 1 from wolverine.wolverine_dead_letters"));
        await Aftermath.NoStatementWasMixedUpAsync(house);
    }

    /// <summary>Applies, waits for the fee, goes to the provider, and presses a button there.</summary>
    private async Task PayAsync(House house, Api payer, bool isPaid)
    {
        var id = Guid.CreateVersion7();
        await payer.DoAsync("startDraft", "draft { id }", new { id, procedure = "gebuehr", useRegister = false });
        await payer.DoAsync("saveDraftStep", "draft { id }", new { draftId = id, step = "grund", answers = new[] { new { key = "antrag.grund", values = new[] { "Test" } } } });
        await payer.DoAsync("submitDraft", "receivedApplication { caseId }", new { draftId = id });
        Interlocked.Increment(ref _steps);
        await Eventually.TrueAsync(async () => await house.CountAsync($"select 1 from payments where case_id = '{id}'") == 1, "the fee to be asked for", seconds: 120);

        var transaction = await OnlinePayer.StartAsync(payer, id);
        Interlocked.Increment(ref _steps);
        if (isPaid) await house.ExecuteAsync($"update demonstration_transactions set status = 'PAYED' where transaction_id = '{transaction}'");
        Interlocked.Increment(ref _steps);
    }

    private async Task KillAsync(House house)
    {
        for (var kill = 1; kill <= Kills; kill++)
        {
            var point = kill * Cases * 3 / (Kills + 1);
            await Eventually.TrueAsync(() => Volatile.Read(ref _steps) >= point, $"{point} steps before the next kill", seconds: 300);
            var host = house.Hosts[RandomNumberGenerator.GetInt32(house.Hosts.Count)];
            await host.KillAsync();
            await host.StartAsync();
        }
    }
}
