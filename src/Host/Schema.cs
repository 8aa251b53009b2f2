using JasperFx;
using Marten;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Postgres;
using Weasel.Core;
using Weasel.Core.Migrations;
using Weasel.Postgresql;
using Wolverine.Persistence.Durability;

namespace Verwaltung.Host;

/// <summary>
/// The tables of the house: the rooms' numbered scripts, and what Marten (<c>mt_*</c>) and Wolverine (schema <c>wolverine</c>) own. Nothing of theirs
/// asserts by itself
/// that a database fits.
/// </summary>
internal sealed class Schema(Database database, IEnumerable<SqlScript> scripts, IServiceProvider services, IConfiguration configuration)
{
    private const long LockKey = 0x7665727761_03; // "verwa", 3
    private const string Engines = "engines";

    private const string Earlier = "select exists (select from schema_scripts where room = 'events' and name = 'streams')";

    private const string Known = "select exists (select from schema_scripts where room = $1 and checksum = $2)";

    private const string Remember = """
        insert into schema_scripts (room, number, name, checksum) values ($1, 1, 'marten_and_wolverine', $2)
        on conflict (room, number) do update set checksum = excluded.checksum, applied = clock_timestamp()
        """;

    // The libraries and how they are set up here: while these are the same, so are the tables they ask for.
    private static readonly string Fingerprint = string.Join(' ',
        ((Type[])[typeof(MartenLayout), typeof(MessagingSchema), typeof(DocumentStore), typeof(IMessageStore)])
            .Select(type => type.Module.ModuleVersionId.ToString("n")));

    /// <summary>Whether this host may change tables: always on its embedded database, on another one only if <c>Database:Migrate</c> says so.</summary>
    private bool MayChange => configuration.GetValue("Database:Migrate", string.IsNullOrEmpty(configuration.GetConnectionString("Verwaltung")));

    private IReadOnlyList<IDatabase> Stores =>
        [(IDatabase)services.GetRequiredService<IDocumentStore>().Storage.Database, (IDatabase)services.GetRequiredService<IMessageStore>()];

    /// <summary>Brings the database to this version's schema, or refuses to work on another.</summary>
    /// <exception cref="StartRefusedException">The database is of an earlier store, or not on this schema and not to be changed by this host.</exception>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        await RefuseEarlierAsync(cancel);
        if (MayChange) await ApplyAsync(cancel);
        else if (await DifferenceAsync(cancel) is { Length: > 0 })
            throw new StartRefusedException(
                "The database is not on this version's schema: print what is missing with 'verwaltung schema database', have it applied, and start again "
                + "(or set Database__Migrate=true).");
    }

    /// <summary>The SQL that an empty database needs. No database is asked.</summary>
    public static async Task<string> WholeAsync(IEnumerable<SqlScript> scripts) =>
        $"-- Marten\n{MartenLayout.Script(MessagingSchema.InMarten)}\n-- Wolverine\n{await MessagingSchema.ScriptAsync()}\n{Database.Script(scripts)}";

    /// <summary>The SQL that this database needs; empty when it is on this version's schema.</summary>
    public async Task<string> DifferenceAsync(CancellationToken cancel)
    {
        await RefuseEarlierAsync(cancel);
        using var sql = new StringWriter();
        foreach (var store in Stores)
            if (await store.CreateMigrationAsync(cancel) is { Difference: not SchemaPatchDifference.None } missing)
                missing.WriteAllUpdates(sql, new PostgresqlMigrator(), AutoCreate.CreateOrUpdate);
        if (await database.PendingAsync(scripts, cancel) is { Count: > 0 } pending) await sql.WriteAsync(Database.Script(pending));
        return sql.ToString();
    }

    private async Task ApplyAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenOwnConnectionAsync(cancel);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancel); // hosts that start together wait for each other
        var isKnown = await HasScriptsAsync(connection, cancel) && await AskAsync(connection, Known, cancel, Engines, Fingerprint);
        if (!isKnown)
            foreach (var store in Stores) await store.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate, ReconnectionOptions.Default, cancel);
        await database.MigrateAsync(scripts, cancel);
        if (!isKnown) await ExecuteAsync(connection, Remember, cancel, Engines, Fingerprint);
    }

    private async Task RefuseEarlierAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenOwnConnectionAsync(cancel);
        if (await HasScriptsAsync(connection, cancel) && await AskAsync(connection, Earlier, cancel))
            throw new StartRefusedException(
                "This database was made by an earlier version whose events this one cannot take over. To begin anew, stop all hosts and delete the data folder "
                + "(or name another with --data); on a server of your own, name an empty database.");
    }

    private static Task<bool> HasScriptsAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        AskAsync(connection, "select to_regclass('schema_scripts') is not null", cancel);

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancel, params string[] values)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel, params string[] values)
    {
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, string[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        return command;
    }
}

/// <summary>Prepares the tables before any other service of the host runs.</summary>
internal sealed class SchemaAtStart(Schema schema) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => schema.PrepareAsync(cancellationToken);
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
