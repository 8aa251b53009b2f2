using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
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

    /// <summary>The host's program, built for release.</summary>
    public static string Program { get; } = ProgramOf(Installation.Root);

    /// <summary>The same of another checkout.</summary>
    public static string ProgramOf(string tree) => Path.Combine(tree, "src", "Host", "bin", "Release", "net10.0", "verwaltung");

    /// <summary>Starts a host and waits until it serves.</summary>
    public static async Task<HostProcess> StartAsync(Premises premises, PersonId caller)
    {
        var host = Launch(Program, [], premises.Folder, await TokenAsync(premises.Source, caller));
        await host.UntilReadyAsync();
        return host;
    }

    /// <summary>Starts a program that serves the data in a folder, and waits for nothing.</summary>
    /// <param name="words">What comes first on its command line.</param>
    public static HostProcess Launch(string program, IEnumerable<string> words, string folder, string token)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        string[] arguments = [.. words, "--data", folder, "--urls", address.ToString()];
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"Expected {program} to start.");
        process.OutputDataReceived += (_, _) => { }; // a full pipe would stop it
        process.BeginOutputReadLine();
        return new(process, address, token);
    }

    /// <summary>Another person's token.</summary>
    public static async Task<string> TokenAsync(NpgsqlDataSource source, PersonId person)
    {
        var token = $"vwt_{Convert.ToHexString(RandomNumberGenerator.GetBytes(32))}";
        await using var command = source.CreateCommand("insert into access_tokens (id, person, hash, created_at, expires_at) values ($1, $2, $3, now(), now() + interval '1 hour')");
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

    /// <summary>SIGKILL: no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    public Task UntilReadyAsync() => UntilAsync(IsReadyAsync, TimeSpan.FromMilliseconds(50));

    /// <summary>Waits for the first answer to a query, asking all the time.</summary>
    public Task UntilAnswersAsync(string query) => UntilAsync(
        async http =>
        {
            await WardenQueries.SendAsync(http, query, []);
            return true;
        },
        TimeSpan.FromMilliseconds(2));

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("/health/ready");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private async Task UntilAsync(Func<HttpClient, Task<bool>> holds, TimeSpan pause)
    {
        using var http = Client();
        while (true)
        {
            try
            {
                if (await holds(http)) return;
            }
            catch (HttpRequestException)
            {
                if (_process.HasExited) throw new InvalidOperationException($"Expected the host to serve, but it ended: {await _process.StandardError.ReadToEndAsync()}");
            }

            await Task.Delay(pause);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
