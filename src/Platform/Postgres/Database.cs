using Npgsql;
using Verwaltung.Postgres.Embedded;

namespace Verwaltung.Postgres;

/// <summary>The one database of a host: its pool of connections and, when no connection string is set, the embedded server beneath it.</summary>
public sealed class Database : IAsyncDisposable
{
    // Every statement is written for one index, whatever its values: planned once a connection, not at every call (half of a short query's time).
    private const string PlanOnce = "-c plan_cache_mode=force_generic_plan";

    private readonly string _connectionString;
    private readonly EmbeddedServer? _server;

    private Database(string connectionString, EmbeddedServer? server)
    {
        _connectionString = connectionString;
        _server = server;
        Source = NpgsqlDataSource.Create(connectionString);
    }

    /// <summary>The pool of connections.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Connects to the server of <paramref name="options"/>, or starts the embedded one in its folder.</summary>
    /// <param name="options">Where the database is.</param>
    /// <param name="progress">Is told in one short sentence what takes long (the first start makes the data folder).</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <exception cref="DatabaseUnavailableException">No server, not let in, damaged or missing files: one sentence says which.</exception>
    public static async Task<Database> OpenAsync(DatabaseOptions options, IProgress<string>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!string.IsNullOrWhiteSpace(options.ConnectionString)) return await ConnectAsync(Pooled(options.ConnectionString), null, cancel);
        if (!OperatingSystem.IsLinux())
            throw new DatabaseUnavailableException("The embedded PostgreSQL runs on Linux only; set ConnectionStrings__Verwaltung to a PostgreSQL server.");
        var server = await EmbeddedServer.StartAsync(options.DataFolder, options.ServerSettings, progress, cancel);
        return await ConnectAsync(Pooled(server.ConnectionString), server, cancel);
    }

    /// <summary>Applies those of <paramref name="scripts"/> that this database has not seen, in the order given.</summary>
    /// <exception cref="DatabaseUnavailableException">A script fails, or one that was applied has been changed since.</exception>
    public async Task MigrateAsync(IEnumerable<SqlScript> scripts, CancellationToken cancel = default)
    {
        await using var connection = await OpenOwnConnectionAsync(cancel);
        await new Migration(connection).RunAsync(scripts, cancel);
    }

    /// <summary>Those of <paramref name="scripts"/> that this database has not seen.</summary>
    /// <exception cref="DatabaseUnavailableException">One that was applied has been changed since.</exception>
    public async Task<IReadOnlyList<SqlScript>> PendingAsync(IEnumerable<SqlScript> scripts, CancellationToken cancel = default)
    {
        await using var connection = await OpenOwnConnectionAsync(cancel);
        return await new Migration(connection).PendingAsync(scripts, cancel);
    }

    /// <summary>What <see cref="MigrateAsync"/> would do, as SQL for whoever may change the database.</summary>
    public static string Script(IEnumerable<SqlScript> scripts) =>
        string.Join("\n", scripts.Select(script => $"""
            -- {script}
            {script.Text.TrimEnd()}
            insert into schema_scripts (room, number, name, checksum) values ('{script.Room}', {script.Number}, '{script.Name}', '{script.Checksum}');

            """).Prepend(Migration.Table.Trim() + ";\n"));

    /// <summary>A connection outside the pool, for what lives as long as the connection: session locks, LISTEN, search_path.</summary>
    public async Task<NpgsqlConnection> OpenOwnConnectionAsync(CancellationToken cancel = default)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false, MaxAutoPrepare = 0 }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes the pool and lets go of the embedded server, which stops when its last host has gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        if (OperatingSystem.IsLinux()) _server?.Dispose();
    }

    private static async Task<Database> ConnectAsync(string connectionString, EmbeddedServer? server, CancellationToken cancel)
    {
        var database = new Database(connectionString, server);
        try
        {
            await using var connection = await database.Source.OpenConnectionAsync(cancel);
            return database;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            await database.DisposeAsync();
            throw new DatabaseUnavailableException(Explain(connectionString, e), e);
        }
    }

    private static string Pooled(string connectionString)
    {
        try
        {
            var wanted = new NpgsqlConnectionStringBuilder(connectionString)
            {
                MaxAutoPrepare = 50,
                AutoPrepareMinUsages = 2,
                NoResetOnClose = true,
                MaxPoolSize = 50,
            };
            wanted.Options = $"{wanted.Options} {PlanOnce}".TrimStart();
            return wanted.ConnectionString;
        }
        catch (ArgumentException e)
        {
            throw new DatabaseUnavailableException($"The connection string cannot be read: {e.Message}", e);
        }
    }

    private static string Explain(string connectionString, Exception e)
    {
        var wanted = new NpgsqlConnectionStringBuilder(connectionString);
        var reason = e is PostgresException refused ? refused.MessageText : e.InnerException?.Message ?? e.Message;
        return $"The database '{wanted.Database}' on {wanted.Host}:{wanted.Port} cannot be reached: {reason}";
    }
}
