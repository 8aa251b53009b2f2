using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Verwaltung.Testing;

namespace Verwaltung.EndToEnd.Tests;

/// <summary>The built host as people start it: a process of its own on a free port with a fresh data folder.</summary>
internal sealed class HostProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private HostProgram(string address)
    {
        Address = address;
        _process = Process.Start(new ProcessStartInfo(Executable(), ["--data", Data, "--urls", address]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Address { get; }
    public string Data { get; } = Directory.CreateTempSubdirectory("verwaltung-e2e-").FullName;
    public string Log { get { lock (_log) return _log.ToString(); } }

    public static async Task<HostProgram> StartAsync()
    {
        var host = new HostProgram($"http://127.0.0.1:{FreePort()}");
        try
        {
            await host.BeReadyAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await StopAsync();
        _process.Dispose();
        Directory.Delete(Data, recursive: true);
    }

    // The polite signal lets the host stop its database; without an answer both are killed.
    private async Task StopAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        using var patience = new CancellationTokenSource(StopLimit);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    private async Task BeReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Address) };
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var waited = Stopwatch.StartNew();
        while (!await IsReadyAsync(http))
        {
            if (_process.HasExited || waited.Elapsed > StartLimit)
                throw new InvalidOperationException($"Expected the host to be ready within {StartLimit.TotalSeconds} s, but it {(_process.HasExited ? "ended" : "is not")}. It said:\n{Log}");
            await pause.WaitForNextTickAsync();
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    private void Note(string? line)
    {
        lock (_log) _log.AppendLine(line);
    }

    // Built in the same configuration as these tests: bin/Debug/net10.0 here is bin/Debug/net10.0 there.
    public static string Executable()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var path = Path.Combine(TestDatabase.RepositoryRoot, "src/Host/bin", framework.Parent!.Name, framework.Name, "verwaltung");
        return File.Exists(path) ? path : throw new FileNotFoundException($"The host is not built: expected {path}. Run 'dotnet build' first.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
