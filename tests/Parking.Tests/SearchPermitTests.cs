using Verwaltung.Feel;
using Verwaltung.Organisation.Contracts;
using Xunit;

namespace Verwaltung.Parking.Tests;

public sealed class SearchPermitTests(ParkingDatabase database) : IClassFixture<ParkingDatabase>
{
    private static readonly FeelContext None = Answer(FeelContext.Empty.With("vorhanden", false));

    [Theory]
    [InlineData("2026-12-01", "2027-11-30", true)]
    [InlineData("2026-06-01", "2026-12-01", true)]
    [InlineData("2027-11-30", "2028-11-29", true)]
    [InlineData("2026-06-01", "2026-11-30", false)]
    [InlineData("2027-12-01", "2028-11-30", false)]
    public async Task A_permit_is_found_when_one_day_of_the_term_is_in_both(string from, string to, bool isFound)
    {
        await using var host = await ParkingHost.StartAsync(database);
        var leyla = new PersonId(Guid.CreateVersion7());
        await host.IssueAsync(leyla, "2026-12-01", "2027-11-30");
        var number = Assert.Single(await database.RowsAsync($"select number from permits where person = '{leyla}'"));

        Assert.Equal(
            isFound ? Answer(FeelContext.Empty.With("vorhanden", true).With("nummer", number).With("zone", "Gutenbergstraße").With("kennzeichen", "DO-LB 417").With("von", "2026-12-01").With("bis", "2027-11-30")) : None,
            await SearchAsync(host, leyla, from, to));
    }

    [Fact]
    public async Task Another_person_s_permit_is_not_found()
    {
        await using var host = await ParkingHost.StartAsync(database);
        await host.IssueAsync(new(Guid.CreateVersion7()), "2026-12-01", "2027-11-30");

        Assert.Equal(None, await SearchAsync(host, new(Guid.CreateVersion7()), "2026-12-01", "2027-11-30"));
    }

    [Fact]
    public async Task A_plate_is_taken_while_another_person_has_a_permit_for_it()
    {
        await using var host = await ParkingHost.StartAsync(database);
        var (anke, ralf) = (new PersonId(Guid.CreateVersion7()), new PersonId(Guid.CreateVersion7()));
        await host.IssueAsync(anke, "2031-12-01", "2032-11-30");

        async Task<FeelValue> TakenAsync(PersonId person, string plate, string from, string to) =>
            (await SearchAsync(host, person, from, to, plate)).GetPath("ausweis.kennzeichenVergeben");

        Assert.Equal((FeelValue)true, await TakenAsync(ralf, "do lb 417", "2032-06-01", "2033-05-31"));
        Assert.Equal((FeelValue)false, await TakenAsync(ralf, "DO-LB 417", "2032-12-01", "2033-11-30"));
        Assert.Equal((FeelValue)false, await TakenAsync(anke, "DO-LB 417", "2032-06-01", "2033-05-31"));
        Assert.Equal((FeelValue)false, await TakenAsync(ralf, "DO-AW 20", "2032-06-01", "2033-05-31"));
    }

    [Fact]
    public async Task The_demonstration_s_second_applicant_has_one_permit_however_many_hosts_start()
    {
        var neighbours = new Neighbours();
        neighbours.Citizens[ParkingHost.Dirk] = new(ParkingHost.Dirk, "Dirk", "Bolte", new(1964, 8, 19), "key", null, "de", "substantiell");
        var hosts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ParkingHost.StartAsync(database, demonstration: true, neighbours)));

        var found = await SearchAsync(hosts[0], ParkingHost.Dirk, "2026-12-01", "2027-11-30");

        Assert.Equal((FeelValue)true, found.GetPath("ausweis.vorhanden"));
        Assert.Equal(["Gutenbergstraße|2026-11-01|2027-10-31"], await database.RowsAsync($"select zone, valid_from::text, valid_to::text from permits where person = '{ParkingHost.Dirk}'"));
        foreach (var host in hosts) await host.DisposeAsync();
    }

    private static async Task<FeelContext> SearchAsync(ParkingHost host, PersonId person, string from, string to, string? plate = null)
    {
        var term = FeelContext.Empty.With("von", from).With("bis", to);
        var request = host.Neighbours.Open("ausweis-suchen", person, plate is null ? term : term.With("kennzeichen", plate));
        await host.DoAsync(request);
        return Assert.Single(host.Neighbours.Completed, completed => completed.Job == request.Job).Values;
    }

    private static FeelContext Answer(FeelContext permit) => FeelContext.Empty.With("ausweis", permit);
}
