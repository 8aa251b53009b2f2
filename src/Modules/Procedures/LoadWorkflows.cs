using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Verwaltung.Cases.Contracts;
using Verwaltung.Feel;

namespace Verwaltung.Procedures;

/// <summary>What was found in a procedure's folder at the last start; <paramref name="Hash"/> is null when its files could not be read.</summary>
internal sealed record LoadedFolder(string Key, string? Hash, bool IsGood, DateTimeOffset At, ImmutableArray<Finding> Findings);

/// <summary>
/// At start every folder below <c>workflows/</c> is checked and stored as a bundle. A broken one stops itself alone:
/// its last good bundle stays active, and what is wrong with it is told to designers and operators.
/// </summary>
internal sealed class LoadWorkflows(
    Bundles bundles, IEnumerable<JobType> jobTypes, IConfiguration configuration, TimeProvider time, ILogger<LoadWorkflows> log) : IHostedService
{
    private readonly ImmutableHashSet<string> _jobTypes = [.. jobTypes.Select(type => type.Name)];

    public ImmutableArray<LoadedFolder> Folders { get; private set; } = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var root = configuration["Workflows"] ?? "workflows";
        if (!Directory.Exists(root))
        {
            log.LogWarning("No procedures: the folder {Folder} does not exist", Path.GetFullPath(root));
            return;
        }

        foreach (var folder in Directory.EnumerateDirectories(root).Where(IsVisible).Order(StringComparer.Ordinal))
            Folders = Folders.Add(await LoadAsync(folder, cancellationToken));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<LoadedFolder> LoadAsync(string folder, CancellationToken cancellation)
    {
        var (files, reading) = Read(folder);
        if (reading.IsGood)
            await bundles.ActivateAsync(files!, cancellation);
        foreach (var finding in reading.Findings)
            log.LogWarning("Procedure {Procedure}: {Finding}", Path.GetFileName(folder), finding);

        return new LoadedFolder(Path.GetFileName(folder), files?.Hash, reading.IsGood, time.GetUtcNow(), reading.Findings);
    }

    private (BundleFiles? Files, BundleReading Reading) Read(string folder)
    {
        try
        {
            var files = BundleFiles.FromFolder(folder);
            return (files, BundleReader.Read(files, _jobTypes));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (null, new BundleReading(null, [new Finding(SettingsReader.File, 1, 1, Severity.Error, "file.unreadable", fault.Message)]));
        }
    }

    private static bool IsVisible(string folder) => !Path.GetFileName(folder).StartsWith('.');
}
