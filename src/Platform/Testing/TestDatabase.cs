using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Postgres;
using Xunit;

namespace Verwaltung.Testing;

/// <summary>
/// A fresh database with the schemas of the rooms, copied from a template: a fixture per test class
/// (<c>sealed class CasesDatabase() : TestDatabase(typeof(CasesModule).Assembly)</c>, <c>IClassFixture&lt;CasesDatabase&gt;</c>).
/// All test programs share the embedded server in <c>data/tests</c>; it stops with the last of them.
/// </summary>
/// <param name="rooms">Assemblies with <c>Sql/NNN_name.sql</c>, in the order in which the host would apply them.</param>
public class TestDatabase(params Assembly[] rooms) : IAsyncLifetime
{
    private const long TemplateLock = 0x7665727761_02; // "verwa", 2

    // Nothing here has to survive a power failure.
    private static readonly string[] Settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=500"];

    /// <summary>The folder with <c>Verwaltung.sln</c> above the running tests.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    private static readonly Lazy<Task<Database>> Server = new(() =>
        Database.OpenAsync(new DatabaseOptions { DataFolder = Path.Combine(RepositoryRoot, "data", "tests"), ServerSettings = Settings }));

    private readonly string _name = $"test_{Guid.CreateVersion7():n}";

    /// <summary>The database; what hosts under test are given.</summary>
    public Database Database { get; private set; } = null!;

    /// <summary>Its pool of connections.</summary>
    public NpgsqlDataSource Source => Database.Source;

    /// <summary>For a second host on the same database.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Makes a database outside a fixture; dispose it.</summary>
    public static async Task<TestDatabase> StartAsync(params Assembly[] rooms)
    {
        var database = new TestDatabase(rooms);
        await database.InitializeAsync();
        return database;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var server = await Server.Value;
        await using (var connection = await server.OpenOwnConnectionAsync())
        {
            await RunAsync(connection, $"select pg_advisory_lock({TemplateLock})");
            var template = await TemplateAsync(server, connection);
            await RunAsync(connection, $"create database {_name} template {template}");
        }

        ConnectionString = At(server, _name);
        Database = await Database.OpenAsync(new DatabaseOptions { ConnectionString = ConnectionString });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Database is null) return;
        await Database.DisposeAsync();
        await using var connection = await (await Server.Value).OpenOwnConnectionAsync();
        await RunAsync(connection, $"drop database if exists {_name} with (force)");
    }

    /// <summary>Runs SQL.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The rows of a query as text, fields joined by <c>|</c>, null as <c>∅</c>: for comparing whole tables.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return await RowsAsync(command);
    }

    internal static async Task<IReadOnlyList<string>> RowsAsync(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))));
        return rows;
    }

    private static string Text(object value) =>
        value is DBNull ? "∅" : value is DateTime instant ? instant.ToString("O") : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;

    private async Task<string> TemplateAsync(Database server, NpgsqlConnection connection)
    {
        var scripts = await ScriptsAsync();
        var name = "template_"
            + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', scripts.Select(s => $"{s} {s.Checksum}")))))[..16];
        await using var exists = new NpgsqlCommand($"select exists (select from pg_database where datname = '{name}')", connection);
        if ((bool)(await exists.ExecuteScalarAsync())!) return name;

        await DropForgottenAsync(connection);
        var making = $"{name}_new";
        await RunAsync(connection, $"drop database if exists {making} with (force)");
        await RunAsync(connection, $"create database {making}");
        await using (var database = await Database.OpenAsync(new DatabaseOptions { ConnectionString = At(server, making) + ";Pooling=false" }))
            await database.MigrateAsync(scripts);
        await RunAsync(connection, $"alter database {making} rename to {name}");
        return name;
    }

    /// <summary>The rooms' own scripts, and the tables of the engines beneath them: hosts under test make none.</summary>
    private async Task<IReadOnlyList<SqlScript>> ScriptsAsync()
    {
        var scripts = new List<SqlScript>();
        if (rooms.Contains(typeof(MartenLayout).Assembly)) scripts.Add(new("marten", 1, "events", MartenLayout.Script(MessagingSchema.InMarten)));
        if (rooms.Contains(typeof(IRunner).Assembly)) scripts.Add(new(MessagingSchema.Name, 1, "messages", await MessagingSchema.ScriptAsync()));
        return [.. scripts, .. rooms.SelectMany(SqlScript.From)];
    }

    // Databases of test runs that were killed: nobody is connected, and they are hours old.
    private static async Task DropForgottenAsync(NpgsqlConnection connection)
    {
        const string Forgotten = """
            select datname from pg_database d where datname like 'test\_%'
            and not exists (select from pg_stat_activity a where a.datname = d.datname)
            and (pg_stat_file('base/' || d.oid || '/PG_VERSION')).modification < clock_timestamp() - interval '2 hours'
            """;
        var names = new List<string>();
        await using (var command = new NpgsqlCommand(Forgotten, connection))
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) names.Add(reader.GetString(0));
        foreach (var name in names) await RunAsync(connection, $"drop database if exists {name}");
    }

    private static string At(Database server, string database) =>
        new NpgsqlConnectionStringBuilder(server.Source.ConnectionString) { Database = database }.ConnectionString;

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Verwaltung.sln"))) return at.FullName;
        throw new InvalidOperationException($"Expected Verwaltung.sln above {AppContext.BaseDirectory}.");
    }
}
