using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Verwaltung.Postgres.Embedded;

/// <summary>
/// A host's share in the embedded server of a data folder. Lifetimes hang on kernel locks, never on pid files:
/// <c>start.lock</c> lets one starter in at a time, <c>hosts.lock</c> is held shared by every live host, and
/// <c>server.lock</c> is inherited by all processes of the server, so that "free" proves that none of them lives.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class EmbeddedServer : IDisposable
{
    private const string User = "verwaltung";
    private const string Log = "server.log";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const int LongestSocketFolder = 85; // a socket's whole path holds 107 bytes
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Always = ["listen_addresses=", "max_connections=200", "shared_buffers=256MB"];

    private readonly FileStream _host;
    private readonly Process? _supervisor;

    private EmbeddedServer(FileStream host, Process? supervisor, string connectionString) =>
        (_host, _supervisor, ConnectionString) = (host, supervisor, connectionString);

    public string ConnectionString { get; }

    public static async Task<EmbeddedServer> StartAsync(string folder, IReadOnlyList<string> settings, IProgress<string>? progress, CancellationToken cancel)
    {
        var process = new ServerProcess(ServerBinaries.Find());
        folder = MakeFolder(Path.GetFullPath(folder));
        try
        {
            return await StartInAsync(process, folder, settings, progress, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnavailableException($"The data folder {folder} cannot be used: {e.Message}", e);
        }
    }

    private static async Task<EmbeddedServer> StartInAsync(
        ServerProcess process, string folder, IReadOnlyList<string> settings, IProgress<string>? progress, CancellationToken cancel)
    {
        var socket = SocketFolder(folder);
        LockFile.Make(Path.Combine(folder, "hosts.lock"));
        LockFile.Make(Path.Combine(folder, "server.lock"));
        using var starting = await LockFile.ExclusiveAsync(Path.Combine(folder, "start.lock"), Patience, cancel);
        var host = await LockFile.SharedAsync(Path.Combine(folder, "hosts.lock"), Patience, cancel);
        try
        {
            var said = new FileInfo(Path.Combine(folder, Log)) is { Exists: true, Length: var length } ? length : 0;
            var supervisor = await StartIfDownAsync(process, folder, socket, settings, progress, cancel);
            var connectionString = $"Host={socket};Port=5432;Username={User};Timeout=15;Database=";
            await WaitAsync(connectionString + "postgres", folder, said, supervisor, cancel);
            await MakeDatabaseAsync(connectionString + "postgres", cancel);
            return new(host, supervisor, connectionString + User);
        }
        catch (PostgresException e)
        {
            await host.DisposeAsync();
            throw Damaged(folder, e.MessageText);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives up this host's share. The server stops when no other host has one.</summary>
    public void Dispose()
    {
        _host.Dispose();
        _supervisor?.Dispose();
    }

    private static string MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder, Private);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnavailableException($"The data folder {folder} cannot be made: {e.Message}", e);
        }
    }

    // Only the owner may enter, so that nobody else's server can answer there. Setting the mode fails on a stranger's folder.
    private static string SocketFolder(string folder)
    {
        var inside = Path.Combine(folder, "socket");
        var socket = Encoding.UTF8.GetByteCount(inside) <= LongestSocketFolder
            ? inside
            : Path.Combine(Path.GetTempPath(), "verwaltung-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16]);
        try
        {
            Directory.CreateDirectory(socket, Private);
            File.SetUnixFileMode(socket, Private);
            return socket;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnavailableException($"The folder {socket} for the server's socket cannot be made private: {e.Message}", e);
        }
    }

    private static async Task<Process?> StartIfDownAsync(
        ServerProcess process, string folder, string socket, IReadOnlyList<string> settings, IProgress<string>? progress, CancellationToken cancel)
    {
        if (LockFile.TryExclusive(Path.Combine(folder, "server.lock")) is not { } free) return null;
        await using (free)
        {
            var data = Path.Combine(folder, "data");
            if (File.Exists(data)) throw Damaged(folder, "'data' in it is a file");
            if (!Directory.Exists(data)) await MakeDataAsync(process, data, progress, cancel);
            else if (!File.Exists(Path.Combine(data, "PG_VERSION"))) throw Damaged(folder, "it holds no PG_VERSION");
            File.Delete(Path.Combine(data, "postmaster.pid")); // stale for certain: we hold server.lock
        }

        return process.Supervise(folder, data: Path.Combine(folder, "data"), socket, Always.Concat(settings).SelectMany(setting => new[] { "-c", setting }));
    }

    // Made beside and renamed when complete: a killed initdb leaves nothing that looks like data.
    private static async Task MakeDataAsync(ServerProcess process, string data, IProgress<string>? progress, CancellationToken cancel)
    {
        progress?.Report("Making the database folder (once) ...");
        var fresh = data + ".new";
        if (Directory.Exists(fresh)) Directory.Delete(fresh, true);
        await process.RunAsync(
            "initdb",
            ["-D", fresh, "-U", User, "-A", "trust", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
            cancel);
        Directory.Move(fresh, data);
    }

    private static async Task WaitAsync(string connectionString, string folder, long said, Process? supervisor, CancellationToken cancel)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
                await connection.OpenAsync(cancel);
                return;
            }
            catch (Exception e) when (e is NpgsqlException or SocketException && !IsDamage(e))
            {
                if (supervisor is { HasExited: true }) throw Damaged(folder, LastWords(folder, said));
                if (waiting.Elapsed > Patience) throw new DatabaseUnavailableException($"The embedded PostgreSQL in {folder} does not answer: {e.Message}", e);
                await Task.Delay(20, cancel);
            }
        }
    }

    // A server that is up and has lost files says so with every connection: no database (3D), system error (58), internal error (XX).
    private static bool IsDamage(Exception e) => e is PostgresException { SqlState: ['3', 'D', ..] or ['5', '8', ..] or ['X', 'X', ..] };

    private static async Task MakeDatabaseAsync(string connectionString, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(cancel);
        await using var exists = new NpgsqlCommand($"select exists (select from pg_database where datname = '{User}')", connection);
        if ((bool)(await exists.ExecuteScalarAsync(cancel))!) return;
        await using var create = new NpgsqlCommand($"create database {User}", connection);
        await create.ExecuteNonQueryAsync(cancel);
    }

    private static DatabaseUnavailableException Damaged(string folder, string reason) =>
        new(
            $"The embedded PostgreSQL in {folder} cannot start, its data folder is damaged or of another version ({reason}); "
            + "put a backup in its place or choose another folder with --data.");

    /// <param name="said">How long the log was before this start: what stands before is not about it.</param>
    private static string LastWords(string folder, long said)
    {
        using var file = new FileStream(Path.Combine(folder, Log), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = Math.Min(said, file.Length);
        using var log = new StreamReader(file);
        var lines = log.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var told = lines.LastOrDefault(line => line.Contains("FATAL:", StringComparison.Ordinal) || line.Contains("PANIC:", StringComparison.Ordinal))
            ?? lines.LastOrDefault() ?? "no message";
        return told[(told.IndexOf(":  ", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..].Trim();
    }
}
