using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Verwaltung.Cases;
using Verwaltung.Web;

namespace Verwaltung.Bench;

/// <summary>The most memory that a host of its own has held, while 16 readers ask it over HTTP for inbox pages of 1,000,000 cases.</summary>
internal static class HostMemory
{
    private const int Readers = 16, Limit = 300;

    public static async Task<IReadOnlyList<Answer>> AskAsync()
    {
        await using var premises = await Premises.OpenAsync();
        await InboxRows.FillAsync(premises.Source, 1_000_000, clerks: 200);
        await Premises.RunAsync(premises.Source, "update inbox set team = '33/5' where team = 'team-7'");
        await using var host = await HostProcess.StartAsync(premises, Premises.Clerk);
        using var http = host.Client();
        var pages = await Slices.ForAsync(Readers, TimeSpan.FromSeconds(20), _ => ReadAsync(http));
        var megabytes = PeakMegabytes(host.Id);
        return [new("memory of a host that serves 16 readers of inbox pages", Slices.Text($"at most {megabytes:0} MB at {pages.Rate:0} pages/s"), "", "", $"< {Limit} MB", megabytes < Limit)];
    }

    private static async Task ReadAsync(HttpClient http)
    {
        var variables = new JsonObject { ["view"] = "TEAM", ["order"] = new JsonArray(new JsonObject { ["receivedAt"] = "DESC" }), ["first"] = 20, ["language"] = "de" };
        using var answer = await http.PostAsJsonAsync("/graphql", new { query = Graph.Document(typeof(InboxPage)), variables, operationName = nameof(InboxPage) });
        var page = JsonNode.Parse(await answer.Content.ReadAsStringAsync());
        if (page?["data"]?["inbox"]?["nodes"]?.AsArray().Count != 20) throw new InvalidOperationException($"Expected a page of 20 cases, but found {page}");
    }

    // What the kernel counted as the most resident memory of the process.
    private static double PeakMegabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
