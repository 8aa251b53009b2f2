using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Verwaltung.Feel;

namespace Verwaltung.Procedures;

/// <summary>What was found in a procedure's folder at the last start.</summary>
internal sealed record LoadedFolder(string Key, string Hash, bool IsGood, ImmutableArray<Finding> Findings);

/// <summary>
/// At start every folder below <c>workflows/</c> is checked and stored as a bundle. A broken one stops itself alone:
/// its last good bundle stays active, and what is wrong with it is told to designers and operators.
/// </summary>
internal sealed class LoadWorkflows(Bundles bundles, IConfiguration configuration, ILogger<LoadWorkflows> log) : IHostedService
{
    public ImmutableArray<LoadedFolder> Folders { get; private set; } = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var root = configuration["Workflows"] ?? "workflows";
        if (!Directory.Exists(root))
        {
            log.LogWarning("No procedures: the folder {Folder} does not exist", Path.GetFullPath(root));
            return;
        }

        foreach (var folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
            Folders = Folders.Add(await LoadAsync(folder, cancellationToken));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<LoadedFolder> LoadAsync(string folder, CancellationToken cancellation)
    {
        var files = BundleFiles.FromFolder(folder);
        var reading = BundleReader.Read(files);
        if (reading.IsGood)
            await bundles.ActivateAsync(files, cancellation);
        foreach (var finding in reading.Findings)
            log.LogWarning("Procedure {Procedure}: {Finding}", files.Key, finding);

        return new LoadedFolder(files.Key, files.Hash, reading.IsGood, reading.Findings);
    }
}
