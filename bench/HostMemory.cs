using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Verwaltung.Cases;
using Verwaltung.Host;
using Verwaltung.Web;

namespace Verwaltung.Bench;

/// <summary>The most memory that a host of its own has held, while 16 readers ask it over HTTP for inbox pages of 1,000,000 cases.</summary>
internal static class HostMemory
{
    private const int Readers = 16, Limit = 500;

    public static async Task<IReadOnlyList<Answer>> AskAsync()
    {
        await using var premises = await Premises.OpenAsync();
        await InboxRows.FillAsync(premises.Source, 1_000_000, clerks: 200);
        await Premises.RunAsync(premises.Source, "update inbox set team = '33/5' where team = 'team-7'");
        var token = $"vwt_{Convert.ToHexString(RandomNumberGenerator.GetBytes(32))}";
        await using (var command = premises.Source.CreateCommand("insert into access_tokens (id, person, hash, created_at, expires_at) values ($1, $2, $3, now(), now() + interval '1 hour')"))
        {
            command.Parameters.Add(AppendEvents.Value(Guid.CreateVersion7()));
            command.Parameters.Add(AppendEvents.Value(Premises.Clerk.Value));
            command.Parameters.Add(AppendEvents.Value(SHA256.HashData(Encoding.UTF8.GetBytes(token))));
            await command.ExecuteNonQueryAsync();
        }

        var port = FreePort();
        using var host = Start(premises, port);
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            await UntilReadyAsync(host, http);
            var pages = await Slices.ForAsync(Readers, TimeSpan.FromSeconds(20), _ => ReadAsync(http));
            var megabytes = PeakMegabytes(host.Id);
            return [new("memory of a host that serves 16 readers of inbox pages", Slices.Text($"at most {megabytes:0} MB at {pages.Rate:0} pages/s"), "", "", $"< {Limit} MB", megabytes < Limit)];
        }
        finally
        {
            host.Kill();
            await host.WaitForExitAsync();
        }
    }

    private static Process Start(Premises premises, int port)
    {
        var program = Path.Combine(Installation.Root, "src", "Host", "bin", "Release", "net10.0", "verwaltung");
        var start = new ProcessStartInfo(program, ["--data", premises.Folder, "--urls", $"http://127.0.0.1:{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        return Process.Start(start) ?? throw new InvalidOperationException($"Expected {program} to start.");
    }

    private static async Task UntilReadyAsync(Process host, HttpClient http)
    {
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("/health/ready");
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                if (host.HasExited) throw new InvalidOperationException($"Expected the host to serve, but it ended: {await host.StandardError.ReadToEndAsync()}");
            }

            await Task.Delay(50);
        }
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
