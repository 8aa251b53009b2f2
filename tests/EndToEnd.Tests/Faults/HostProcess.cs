using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Verwaltung.Testing;

namespace Verwaltung.EndToEnd.Tests.Faults;

/// <summary>A host as an operator runs it: a process of its own on a port of its own, started, killed and started again.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3); // a busy machine starts one slowly
    private readonly string _data;
    private readonly string? _workflows;
    private readonly StringBuilder _log = new();
    private Process? _process;

    public HostProcess(string data, string? workflows)
    {
        (_data, _workflows, Port) = (data, workflows, FreePort());
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}"), Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>The program that was built together with these tests.</summary>
    public static string Program { get; } = Path.Combine(
        TestDatabase.RepositoryRoot, "src", "Host", "bin", Directory.GetParent(AppContext.BaseDirectory.TrimEnd('/'))!.Name, "net10.0", "verwaltung");

    public int Port { get; }
    public HttpClient Http { get; }

    /// <summary>What all its lives have written so far.</summary>
    public string Log
    {
        get { lock (_log) return _log.ToString(); }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        var process = _process = Launch(["--data", _data, "--urls", $"http://127.0.0.1:{Port}"], _workflows);
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await BeReadyAsync();
    }

    /// <summary>Waits until it is ready.</summary>
    public async Task BeReadyAsync()
    {
        for (var waiting = Stopwatch.StartNew(); !await IsReadyAsync(); await Task.Delay(50))
        {
            if (_process!.HasExited) throw new HostGoneException($"The host ended with {_process.ExitCode} instead of serving:\n{Log}");
            if (waiting.Elapsed > Patience) throw new TimeoutException($"The host was not ready after {Patience.TotalSeconds} s:\n{Log}");
        }
    }

    /// <summary>SIGKILL: no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGSTOP: it stands still, with all its connections and locks.</summary>
    public Task StopAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT: it goes on as if no time had passed.</summary>
    public Task ContinueAsync() => SignalAsync("CONT");

    /// <summary>Starts the program with other words than to serve, and waits until it ends.</summary>
    public static async Task<(int Exit, string Output, string Error)> RunAsync(string[] arguments, string? workflows = null)
    {
        using var process = Launch(arguments, workflows);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, (await output).Trim(), (await error).Trim());
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        Http.Dispose();
    }

    private static Process Launch(IEnumerable<string> arguments, string? workflows)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        if (workflows is not null) start.Environment["Workflows"] = workflows;
        return Process.Start(start) ?? throw new InvalidOperationException($"Expected {Program} to start.");
    }

    private async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process!.Id}"]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0) throw new InvalidOperationException($"Expected SIG{name} to reach the host, but kill ended with {kill.ExitCode}.");
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync("/health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (_log) _log.AppendLine(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The host ended before it served.</summary>
internal sealed class HostGoneException(string message) : Exception(message);
