using System.Diagnostics;

namespace Verwaltung.Postgres.Embedded;

/// <summary>
/// A lock that the kernel keeps for as long as the file is open (flock), so that no process, however it dies, leaves it behind.
/// </summary>
internal static class LockFile
{
    private const int FileNotFound = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static FileStream? TryExclusive(string path) => Try(path, FileAccess.ReadWrite, FileShare.None);

    public static Task<FileStream> ExclusiveAsync(string path, TimeSpan limit, CancellationToken cancel) =>
        WaitAsync(path, FileAccess.ReadWrite, FileShare.None, limit, cancel);

    public static Task<FileStream> SharedAsync(string path, TimeSpan limit, CancellationToken cancel) =>
        WaitAsync(path, FileAccess.Read, FileShare.Read, limit, cancel);

    /// <summary>Makes the file without a lock: a shared lock is taken through a handle that only reads, and such a handle makes no file.</summary>
    public static void Make(string path)
    {
        if (!File.Exists(path)) File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
    }

    private static async Task<FileStream> WaitAsync(string path, FileAccess access, FileShare share, TimeSpan limit, CancellationToken cancel)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            if (Try(path, access, share) is { } held) return held;
            if (waiting.Elapsed > limit)
                throw new DatabaseUnavailableException($"Another process keeps {path} locked; stop it, or choose another data folder.");
            await Task.Delay(Pause, cancel);
        }
    }

    private static FileStream? Try(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException) && e.HResult != FileNotFound)
        {
            return null; // locked by someone else
        }
    }
}
