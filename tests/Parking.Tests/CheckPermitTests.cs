using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;
using Verwaltung.Organisation.Contracts;
using Xunit;

namespace Verwaltung.Parking.Tests;

/// <summary>What wardens are told, and what is kept of their asking.</summary>
public sealed class CheckPermitTests : IAsyncLifetime
{
    private readonly ParkingDatabase _database = new();
    private readonly PersonId _leyla = new(Guid.CreateVersion7());
    private ParkingHost _host = null!;
    private JobRequested _grant = null!;

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        _host = await ParkingHost.StartAsync(_database);
        _grant = await _host.IssueAsync(_leyla, "2026-12-01", "2027-11-30");
        _host.Clock.AdvanceTo(new(2026, 12, 7, 9, 0, 0, TimeSpan.Zero));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("DO-LB 417")]
    [InlineData("dolb417")]
    [InlineData("do lb 417 e")]
    public async Task A_plate_with_a_permit_may_park_however_it_is_typed(string plate) => Assert.Equal(
        """{"data":{"checkPermit":{"isValid":true,"verdict":"VALID","plate":"DO-LB 417","zone":"Gutenbergstraße","number":"GU-2026-00001","validUntil":"2027-11-30"}}}""",
        await AskAsync($"plate: \"{plate}\""));

    [Theory]
    [InlineData("plate: \"DO-LB 418\"", "UNKNOWN")]
    [InlineData("plate: \"D-OLB 417\"", "UNKNOWN")]
    [InlineData("plate: \"DO-LB 417\", zone: \"Löwenstraße\"", "OTHER_ZONE")]
    [InlineData("plate: \"DO-LB 417\", zone: \"Gutenbergstraße\"", "VALID")]
    [InlineData("code: \"gu-2026-00001\"", "VALID")]
    [InlineData("code: \"GU-2026-00009\"", "UNKNOWN")]
    [InlineData("code: \"GU-2026-00001\", plate: \"DO-XY 1\"", "OTHER_PLATE")]
    [InlineData("code: \"VP1.GU-2026-00001.20261201.20991231.AAAAAAAA.AAAA\"", "NOT_GENUINE")]
    [InlineData("code: \"VP1.unfug\"", "NOT_GENUINE")]
    public async Task The_verdict_says_why(string question, string verdict) =>
        Assert.Contains($"\"verdict\":\"{verdict}\"", await AskAsync(question), StringComparison.Ordinal);

    [Fact]
    public async Task The_verdict_follows_the_permit_through_its_turns()
    {
        Assert.Contains("VALID", await AskAsync("plate: \"DO-LB 417\""), StringComparison.Ordinal);
        await DoAsync("kennzeichen-aendern", FeelContext.Empty.With("nummer", "GU-2026-00001").With("kennzeichen", "DO-LB 500"));
        Assert.Contains("UNKNOWN", await AskAsync("plate: \"DO-LB 417\""), StringComparison.Ordinal);
        Assert.Contains("VOID_SHEET", await AskAsync("code: \"GU-2026-00001\""), StringComparison.Ordinal);
        Assert.Contains("\"verdict\":\"VALID\"", await AskAsync("plate: \"DO-LB 500\""), StringComparison.Ordinal);
        await DoAsync("ausweis-widerrufen", FeelContext.Empty.With("nummer", "GU-2026-00002").With("zum", "2026-12-07"));
        Assert.Contains("REVOKED", await AskAsync("plate: \"DO-LB 500\""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_two_residents_share_a_car_one_valid_permit_is_enough()
    {
        await _host.IssueAsync(new(Guid.CreateVersion7()), "2027-01-01", "2027-12-31");

        Assert.Contains("\"verdict\":\"VALID\"", await AskAsync("plate: \"DO-LB 417\""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_question_is_recorded_with_person_time_and_purpose_but_without_the_plate()
    {
        var warden = ParkingHost.Staff("32/verkehr", RoleNames.Warden);
        await _host.AskAsync("{ checkPermit(plate: \"DO-ZZ 9\", zone: \"Gutenbergstraße\", purpose: COMPLAINT) { verdict } }", warden);
        await _host.AskAsync("{ checkPermit(code: \"GU-2026-00001\", purpose: PATROL) { verdict } }", warden);

        var person = Actor.From(warden)!.Id;
        Assert.Equal(
            [$"{person}|2026-12-07 09:00:00|plate|COMPLAINT|Gutenbergstraße|UNKNOWN|-", $"{person}|2026-12-07 09:00:00|code|PATROL|-|VALID|{_grant.Job}"],
            await _database.RowsAsync("select person, (at at time zone 'UTC')::text, asked, purpose, coalesce(zone, '-'), verdict, coalesce(permit_id::text, '-') from permit_checks order by asked desc"));
        Assert.DoesNotContain(await _database.RowsAsync("select permit_checks::text from permit_checks"), row => row.Contains("ZZ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_record_is_read_by_the_operator_with_a_reason_that_is_recorded_too()
    {
        await AskAsync("plate: \"DO-LB 417\"");
        const string Read = "{ permitChecks(reason: \"Stichprobe 2026/4\", first: 5) { nodes { asked purpose verdict reason byName } } }";

        var answer = await _host.AskAsync(Read, ParkingHost.Staff("10/betrieb", RoleNames.Operator));
        Assert.Contains("""{"asked":"plate","purpose":"PATROL","verdict":"VALID","reason":null""", answer, StringComparison.Ordinal);
        Assert.Contains("Stichprobe 2026/4", answer, StringComparison.Ordinal);
        Assert.Contains("FORBIDDEN", await _host.AskAsync(Read, ParkingHost.Staff("32/verkehr", RoleNames.Warden)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_than_wardens_may_not_ask()
    {
        foreach (var user in new[] { ParkingHost.Staff("33/5", RoleNames.Clerk), ParkingHost.Citizen(_leyla) })
            Assert.Contains("FORBIDDEN", await _host.AskAsync("{ checkPermit(plate: \"DO-LB 417\", purpose: PATROL) { verdict } }", user), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_half_a_year_a_question_is_forgotten()
    {
        await AskAsync("plate: \"DO-LB 417\"");
        var log = _host.Service<CheckLog>();

        _host.Clock.Advance(TimeSpan.FromDays(179));
        await log.DeleteOlderAsync(TimeSpan.FromDays(180), default);
        Assert.Equal(["1"], await _database.RowsAsync("select count(*) from permit_checks"));

        _host.Clock.Advance(TimeSpan.FromDays(2));
        await log.DeleteOlderAsync(TimeSpan.FromDays(180), default);
        Assert.Equal(["0"], await _database.RowsAsync("select count(*) from permit_checks"));
    }

    private Task<string> AskAsync(string question) => _host.AskAsync(
        $"{{ checkPermit({question}, purpose: PATROL) {{ isValid verdict plate zone number validUntil }} }}", ParkingHost.Staff("32/verkehr", RoleNames.Warden));

    private Task DoAsync(string type, FeelContext values) => _host.DoAsync(_host.Neighbours.Open(type, _leyla, values));
}
