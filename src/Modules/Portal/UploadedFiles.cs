using Verwaltung.Documents.Contracts;
using Verwaltung.Messaging;

namespace Verwaltung.Portal;

/// <summary>Uploads as a draft names them.</summary>
internal static class UploadedFiles
{
    /// <summary>People see a file under the name it was stored with, not the one that a program says now.</summary>
    public static async Task<IReadOnlyList<DraftFile>> NamedAsync(IReadOnlyList<UploadedAnswer> added, IRunner runner, CancellationToken cancellation)
    {
        if (added is [])
            return [];
        var stored = (await runner.InvokeAsync<FilesFound>(new GetFiles([.. added.Select(file => new FileId(file.File))]), cancellation: cancellation)).Files;
        return [.. added.Select(file => new DraftFile(file.File, stored.FirstOrDefault(known => known.Id.Value == file.File)?.Name ?? "?", file.Key))];
    }
}
