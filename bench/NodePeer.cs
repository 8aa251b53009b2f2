using System.Diagnostics;
using Verwaltung.Host;

namespace Verwaltung.Bench;

/// <summary>A program of <c>bench/peers</c>: answers each line that it is sent with a line.</summary>
internal sealed class NodePeer : IAsyncDisposable
{
    private readonly Process _process;

    private NodePeer(Process process) => _process = process;

    public static string Folder => Path.Combine(Installation.Root, "bench", "peers");

    public static NodePeer Start(string script, params IEnumerable<string> arguments) => new(Process.Start(
        new ProcessStartInfo("node", [script, .. arguments]) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true })!);

    public async Task<string> ReadAsync() => await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("Expected the peer to answer, but it ended.");

    public async Task<string> AskAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        return await ReadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
