using System.Diagnostics;
using System.Text.Json.Nodes;
using Verwaltung.Organisation.Contracts;
using Xunit;

namespace Verwaltung.Parking.Tests;

/// <summary>The code on the sheet: what it says, who can verify it, and that nobody else can make one.</summary>
public sealed class SheetCodeTests : IAsyncLifetime
{
    // As a stranger would verify it who has read docs/permit-codes.md: with another implementation and the published keys.
    private const string Verify = """
        import { createPublicKey, verify } from 'node:crypto';
        const [code, jwks] = process.argv.slice(1);
        const text = code.slice(0, code.lastIndexOf('.'));
        const signature = Buffer.from(code.slice(code.lastIndexOf('.') + 1), 'base64url');
        const good = JSON.parse(jwks).keys.some(jwk => verify('sha256', Buffer.from(text), { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' }, signature));
        process.stdout.write(`${good}`);
        """;

    private readonly ParkingDatabase _database = new();
    private ParkingHost _host = null!;
    private string _code = "";

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        _host = await ParkingHost.StartAsync(_database);
        var grant = await _host.IssueAsync(new(Guid.CreateVersion7()), "2026-12-01", "2027-11-30");
        _host.Clock.AdvanceTo(new(2026, 12, 7, 9, 0, 0, TimeSpan.Zero));
        _code = await CodeAsync(grant.Job);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public void The_code_says_number_and_term_and_a_mark_of_the_plate() =>
        Assert.Matches(@"^VP1\.GU-2026-00001\.20261201\.20271130\.[A-Za-z0-9_-]{8}\.[A-Za-z0-9_-]{86}$", _code);

    [Fact]
    public async Task Another_implementation_verifies_it_with_the_published_keys()
    {
        using var http = new HttpClient { BaseAddress = _host.Address };
        var keys = await http.GetStringAsync("/.well-known/parking-permit-keys.json");

        Assert.Equal("true", await NodeAsync(_code, keys));
        Assert.Equal("false", await NodeAsync(_code.Replace("20271130", "20281130", StringComparison.Ordinal), keys));
        Assert.Equal(["EC", "P-256", "ES256"], new[] { "kty", "crv", "alg" }.Select(name => JsonNode.Parse(keys)!["keys"]![0]![name]!.ToString()));
        Assert.DoesNotContain("\"d\"", keys, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warden_who_scans_it_is_told_that_it_is_valid() =>
        Assert.Contains("\"verdict\":\"VALID\"", await ScanAsync(_code), StringComparison.Ordinal);

    [Fact]
    public async Task A_code_with_a_longer_term_is_not_genuine() =>
        Assert.Contains("\"verdict\":\"NOT_GENUINE\"", await ScanAsync(_code.Replace("20271130", "20281130", StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public async Task Another_host_verifies_what_this_one_signed()
    {
        await using var other = await ParkingHost.StartAsync(_database);
        other.Clock.AdvanceTo(new(2026, 12, 7, 9, 0, 0, TimeSpan.Zero));

        Assert.Contains("\"verdict\":\"VALID\"", await ScanAsync(_code, other), StringComparison.Ordinal);
        Assert.Equal(["1"], await _database.RowsAsync("select count(*) from parking_signing_keys"));
    }

    [Fact]
    public async Task The_private_key_lies_in_the_database_only_encrypted() =>
        Assert.Equal(["0"], await _database.RowsAsync("select count(*) from parking_signing_keys where position('\\x2a8648ce3d0301' in private_key) > 0"));

    private async Task<string> CodeAsync(Guid permit) =>
        await _host.Service<PermitSheet>().CodeAsync((await _host.Service<PermitRegister>().FindAsync(permit, default))!, default);

    private Task<string> ScanAsync(string code, ParkingHost? host = null) =>
        (host ?? _host).AskAsync($"{{ checkPermit(code: \"{code}\", purpose: PATROL) {{ verdict }} }}", ParkingHost.Staff("32/verkehr", RoleNames.Warden));

    private static async Task<string> NodeAsync(params string[] arguments)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "--eval", Verify, .. arguments]) { RedirectStandardOutput = true })!;
        return await node.StandardOutput.ReadToEndAsync();
    }
}
