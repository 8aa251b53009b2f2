using System.ComponentModel;
using System.Diagnostics;
using Verwaltung.Host;

namespace Verwaltung.Bench;

/// <summary>The host of an earlier commit, built in a temporary folder of its own, which is taken away afterwards.</summary>
internal sealed class EarlierTree : IAsyncDisposable
{
    private readonly string _folder;

    private EarlierTree(string folder) => _folder = folder;

    private string Checkout => Path.Combine(_folder, "tree");

    /// <summary>Its program, built for release.</summary>
    public string Program => HostProcess.ProgramOf(Checkout);

    /// <summary>A folder for its database.</summary>
    public string Data => Path.Combine(_folder, "data");

    /// <summary>Checks the commit out and builds it.</summary>
    /// <exception cref="EarlierTreeException">Git, the commit or a build of it is not to be had; the message says which.</exception>
    public static async Task<EarlierTree> BuildAsync(string commit)
    {
        if (await RunAsync("git", ["cat-file", "-e", $"{commit}^{{commit}}"], Installation.Root) is not null)
            throw new EarlierTreeException($"commit {commit[..8]} is not in this clone");
        var tree = new EarlierTree(Directory.CreateTempSubdirectory("verwaltung-earlier-").FullName);
        try
        {
            await tree.BuildHostAsync(commit);
            return tree;
        }
        catch
        {
            await tree.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("git", ["worktree", "remove", "--force", Checkout], Installation.Root);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task BuildHostAsync(string commit)
    {
        if (await RunAsync("git", ["worktree", "add", "--quiet", "--detach", Checkout, commit], Installation.Root) is { } refused)
            throw new EarlierTreeException($"commit {commit[..8]} cannot be checked out: {refused}");
        if (await RunAsync("dotnet", ["build", Path.Combine("src", "Host"), "-c", "Release", "-v", "quiet", "--nologo"], Checkout) is { } broken)
            throw new EarlierTreeException($"commit {commit[..8]} does not build: {broken}");
    }

    /// <summary>Null when the program did its work; else the last that it said.</summary>
    private static async Task<string?> RunAsync(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? null : string.Concat(said).Trim().Split('\n')[^1];
        }
        catch (Win32Exception missing)
        {
            throw new EarlierTreeException($"{program} cannot be started: {missing.Message}");
        }
    }
}

/// <summary>Why there is nothing earlier to measure.</summary>
internal sealed class EarlierTreeException(string message) : Exception(message);
