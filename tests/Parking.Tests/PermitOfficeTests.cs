using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Organisation.Contracts;
using Xunit;

namespace Verwaltung.Parking.Tests;

/// <summary>What clerks find and read, and what is kept of their searches.</summary>
public sealed class PermitOfficeTests : IAsyncLifetime
{
    private const string Number = "GU-2026-00001";
    private readonly ParkingDatabase _database = new();
    private readonly PersonId _holder = new(Guid.CreateVersion7());
    private readonly Neighbours _neighbours = new();
    private ParkingHost _host = null!;
    private JobRequested _grant = null!;

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        _neighbours.Citizens[_holder] = new(_holder, "Jürgen", "Groß-Schulze", new(1970, 1, 2), "bpk", null, "de", TrustLevels.Substantial);
        _host = await ParkingHost.StartAsync(_database, neighbours: _neighbours);
        _grant = await _host.IssueAsync(_holder, "2026-12-01", "2027-11-30");
        await _host.IssueAsync(new(Guid.CreateVersion7()), "2026-12-01", "2027-05-31", "DO-MW 61");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("gu-2026-00001")]
    [InlineData("do lb417")]
    [InlineData("Juergen Gross")]
    [InlineData("schulze, Jürgen")]
    [InlineData("  jurgen ")]
    public async Task A_clerk_finds_a_permit_by_number_plate_or_name_however_typed(string text) => Assert.Equal(
        $$$"""{"data":{"searchPermits":[{"number":"{{{Number}}}"}]}}""", await SearchAsync(text));

    [Theory]
    [InlineData("GU-2026-00009")]
    [InlineData("DO-LB 418")]
    [InlineData("ulze")]
    [InlineData("Jürgen Klein")]
    [InlineData("%")]
    [InlineData("")]
    public async Task What_nobody_has_is_not_found(string text) => Assert.Equal("""{"data":{"searchPermits":[]}}""", await SearchAsync(text));

    [Fact]
    public async Task A_search_is_recorded_without_its_words()
    {
        await SearchAsync("DO-LB 417");
        await SearchAsync("Meier");
        Assert.Equal(
            [$"search|OFFICE|FOUND|{_grant.Job}", "search|OFFICE|UNKNOWN|∅"],
            await _database.RowsAsync("select asked, purpose, verdict, permit_id from permit_checks order by verdict"));
    }

    [Fact]
    public async Task The_history_tells_each_turn_with_who_made_it()
    {
        var clerk = ParkingHost.Staff("33/5", RoleNames.Clerk);
        await _host.AskAsync($$"""mutation { replacePermit(input: { permitId: "{{_grant.Job}}" }) { permit { number } } }""", clerk);
        await _host.AskAsync($$"""mutation { returnPermit(input: { permitId: "{{_grant.Job}}" }) { permit { number } } }""", clerk);

        Assert.Equal(
            $$$$"""{"data":{"permit":{"number":"GU-2026-00003","holderName":"Timo Grabowski","history":[{"kind":"permit_issued","number":"{{{{Number}}}}","plate":"DO-LB 417","on":null,"byName":null},{"kind":"permit_replaced","number":"GU-2026-00003","plate":null,"on":null,"byName":"Timo Grabowski"},{"kind":"permit_returned","number":null,"plate":null,"on":"2026-11-23","byName":"Timo Grabowski"}]}}}""",
            await _host.AskAsync($$"""{ permit(number: "{{Number}}") { number holderName history { kind number plate on byName } } }""", clerk));
    }

    [Fact]
    public async Task Others_find_nothing_and_read_no_history()
    {
        foreach (var user in new[] { ParkingHost.Staff("66/1", RoleNames.Clerk), ParkingHost.Staff("32/verkehr", RoleNames.Warden), ParkingHost.Citizen(_holder) })
            Assert.Contains("FORBIDDEN", await _host.AskAsync("""{ searchPermits(text: "Groß") { number } }""", user), StringComparison.Ordinal);
        Assert.Contains("FORBIDDEN", await _host.AskAsync("{ myPermits { number history { kind } } }", ParkingHost.Citizen(_holder)), StringComparison.Ordinal);
        Assert.Equal(["0"], await _database.RowsAsync("select count(*) from permit_checks"));
    }

    private Task<string> SearchAsync(string text) => _host.AskAsync($$"""{ searchPermits(text: "{{text}}") { number } }""", ParkingHost.Staff("33/5", RoleNames.Clerk));
}
