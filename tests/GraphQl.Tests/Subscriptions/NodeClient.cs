using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Verwaltung.GraphQl.Tests.Subscriptions;

/// <summary>A subscription of npm graphql-ws or graphql-sse in a child process.</summary>
internal sealed class NodeClient : IAsyncDisposable
{
    private readonly Process process;

    private NodeClient(Process process) => this.process = process;

    public static NodeClient Start(string protocol, Uri address, string query, JsonObject? options = null)
    {
        var script = Path.Combine(TestData.Repository, "tests", "GraphQl.Tests", "Subscriptions", "client.mjs");
        var request = new JsonObject { ["query"] = query };
        return new(Process.Start(new ProcessStartInfo("node", [script, protocol, new Uri(address, "/graphql").ToString(), request.ToJsonString(), (options ?? []).ToJsonString()]) { RedirectStandardOutput = true })!);
    }

    /// <summary>What happens next, with single quotes for double ones; empty at the end.</summary>
    public async Task<string> NextAsync() => (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "").Replace('"', '\'');

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
