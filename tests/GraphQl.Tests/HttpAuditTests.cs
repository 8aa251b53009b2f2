using System.Diagnostics;
using System.Text.Json;

namespace Verwaltung.GraphQl.Tests;

/// <summary>The audit of npm graphql-http: what GraphQL over HTTP says a server must, should and may do.</summary>
public sealed class HttpAuditTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_must_and_should_of_the_audit_holds()
    {
        await using var server = await TestServer.StartAsync(options => options.AddTypes(typeof(WireQueries), typeof(WireMutations)));

        var audits = await RunAsync(new(server.Address, "/graphql"));

        output.WriteLine(string.Join('\n', audits.Where(audit => audit.Status != "ok")));
        Assert.Equal(61, audits.Count);
        Assert.Equal([], audits.Where(audit => audit.Status != "ok" && !audit.Name.StartsWith("MAY", StringComparison.Ordinal)));
    }

    private static async Task<List<Audit>> RunAsync(Uri address)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(TestData.Repository, "tests", "GraphQl.Tests", "audit.mjs"), address.ToString()]) { RedirectStandardOutput = true })!;
        var audits = new List<Audit>();
        while (await node.StandardOutput.ReadLineAsync() is { } line)
            audits.Add(JsonSerializer.Deserialize<Audit>(line, JsonSerializerOptions.Web)!);
        await node.WaitForExitAsync();
        return audits;
    }

    private sealed record Audit(string Id, string Name, string Status, string Reason);
}
