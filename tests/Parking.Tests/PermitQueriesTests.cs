using Verwaltung.Organisation.Contracts;
using Xunit;

namespace Verwaltung.Parking.Tests;

public sealed class PermitQueriesTests : IAsyncLifetime
{
    private const string First = """{ permit(number: "GU-2026-00001") { number zone plate validFrom validTo } }""";
    private readonly ParkingDatabase _database = new();
    private readonly PersonId _leyla = new(Guid.CreateVersion7());
    private ParkingHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        _host = await ParkingHost.StartAsync(_database);
        await _host.IssueAsync(_leyla, "2026-12-01", "2027-11-30");
        await _host.IssueAsync(new(Guid.CreateVersion7()), "2026-12-01", "2027-05-31", "DO-MW 61");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_clerk_of_the_team_finds_a_permit_by_its_number() => Assert.Equal(
        """{"data":{"permit":{"number":"GU-2026-00001","zone":"Gutenbergstraße","plate":"DO-LB 417","validFrom":"2026-12-01","validTo":"2027-11-30"}}}""",
        await _host.AskAsync(First, ParkingHost.Staff("33/5", RoleNames.Clerk)));

    [Fact]
    public async Task A_clerk_of_the_team_pages_through_all_newest_first()
    {
        var clerk = ParkingHost.Staff("33/5", RoleNames.Clerk);

        Assert.Equal(
            """{"data":{"permits":{"nodes":[{"number":"GU-2026-00002"}],"pageInfo":{"hasNextPage":true},"totalCount":2}}}""",
            await _host.AskAsync("{ permits(first: 1) { nodes { number } pageInfo { hasNextPage } totalCount } }", clerk));
        Assert.Equal(
            """{"data":{"permits":{"nodes":[{"number":"GU-2026-00001"}]}}}""",
            await _host.AskAsync("{ permits(last: 1) { nodes { number } } }", clerk));
    }

    [Fact]
    public async Task Others_are_refused()
    {
        foreach (var user in new[] { ParkingHost.Staff("66/1", RoleNames.Clerk), ParkingHost.Staff("33/5", RoleNames.PostRoom), ParkingHost.Citizen(_leyla) })
        {
            Assert.Contains("errors", await _host.AskAsync(First, user), StringComparison.Ordinal);
            Assert.DoesNotContain("DO-LB", await _host.AskAsync("{ permits { nodes { plate } } }", user), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_holder_sees_the_own_permits_and_no_other() => Assert.Equal(
        """{"data":{"myPermits":[{"number":"GU-2026-00001","plate":"DO-LB 417"}]}}""",
        await _host.AskAsync("{ myPermits { number plate } }", ParkingHost.Citizen(_leyla)));

    [Fact]
    public async Task Nobody_in_particular_has_no_permits() =>
        Assert.Contains("errors", await _host.AskAsync("{ myPermits { number } }", null), StringComparison.Ordinal);
}
