using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Verwaltung.Host;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Bench;

/// <summary>A host of its own on the premises' database, as a city runs it, with a caller who has an access token.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HostProcess(Process process, Uri address, string token) => (_process, Address, Token) = (process, address, token);

    public Uri Address { get; }
    public string Token { get; }
    public int Id => _process.Id;

    /// <summary>Starts a host and waits until it serves.</summary>
    public static async Task<HostProcess> StartAsync(Premises premises, PersonId caller)
    {
        var program = Path.Combine(Installation.Root, "src", "Host", "bin", "Release", "net10.0", "verwaltung");
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(program, ["--data", premises.Folder, "--urls", address.ToString()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"Expected {program} to start.");
        process.OutputDataReceived += (_, _) => { }; // a full pipe would stop it
        process.BeginOutputReadLine();
        var host = new HostProcess(process, address, await TokenAsync(premises, caller));
        await host.UntilReadyAsync();
        return host;
    }

    /// <summary>Another person's token.</summary>
    public static async Task<string> TokenAsync(Premises premises, PersonId person)
    {
        var token = $"vwt_{Convert.ToHexString(RandomNumberGenerator.GetBytes(32))}";
        await using var command = premises.Source.CreateCommand("insert into access_tokens (id, person, hash, created_at, expires_at) values ($1, $2, $3, now(), now() + interval '1 hour')");
        command.Parameters.Add(AppendEvents.Value(Guid.CreateVersion7()));
        command.Parameters.Add(AppendEvents.Value(person.Value));
        command.Parameters.Add(AppendEvents.Value(SHA256.HashData(Encoding.UTF8.GetBytes(token))));
        await command.ExecuteNonQueryAsync();
        return token;
    }

    /// <summary>A client of the caller.</summary>
    public HttpClient Client(string? token = null)
    {
        var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Token);
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task UntilReadyAsync()
    {
        using var http = Client();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("/health/ready");
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                if (_process.HasExited) throw new InvalidOperationException($"Expected the host to serve, but it ended: {await _process.StandardError.ReadToEndAsync()}");
            }

            await Task.Delay(50);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
