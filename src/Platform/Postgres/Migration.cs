using Npgsql;

namespace Verwaltung.Postgres;

/// <summary>
/// Applies numbered scripts once, in the order given, each in its own transaction with its row in <c>schema_scripts</c>.
/// Hosts that start together wait for each other on an advisory lock.
/// </summary>
internal sealed class Migration(NpgsqlConnection connection)
{
    private const long LockKey = 0x7665727761_01; // "verwa", 1

    /// <summary>The table that remembers what was applied.</summary>
    public const string Table = """
        create table if not exists schema_scripts (
          room varchar not null, number int not null, name varchar not null,
          checksum varchar not null, applied timestamptz not null default clock_timestamp(),
          primary key (room, number))
        """;

    public async Task RunAsync(IEnumerable<SqlScript> scripts, CancellationToken cancel)
    {
        await ExecuteAsync($"select pg_advisory_lock({LockKey})", cancel);
        try
        {
            await ExecuteAsync(Table, cancel);
            var applied = await AppliedAsync(cancel);
            foreach (var script in scripts)
                if (!IsApplied(script, applied)) await ApplyAsync(script, cancel);
        }
        finally
        {
            await ExecuteAsync($"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    /// <summary>Those of <paramref name="scripts"/> that the database has not seen; all of an empty one.</summary>
    public async Task<IReadOnlyList<SqlScript>> PendingAsync(IEnumerable<SqlScript> scripts, CancellationToken cancel)
    {
        await using var exists = new NpgsqlCommand("select to_regclass('schema_scripts') is not null", connection);
        if (await exists.ExecuteScalarAsync(cancel) is not true) return [.. scripts];
        var applied = await AppliedAsync(cancel);
        return [.. scripts.Where(script => !IsApplied(script, applied))];
    }

    private static bool IsApplied(SqlScript script, Dictionary<(string, int), string> applied)
    {
        if (!applied.TryGetValue((script.Room, script.Number), out var checksum)) return false;
        return checksum == script.Checksum
            ? true
            : throw new DatabaseUnavailableException(
                $"The script {script} was changed after it had been applied to this database; put the change into a new script.");
    }

    private async Task<Dictionary<(string, int), string>> AppliedAsync(CancellationToken cancel)
    {
        var applied = new Dictionary<(string, int), string>();
        await using var command = new NpgsqlCommand("select room, number, checksum from schema_scripts", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) applied[(reader.GetString(0), reader.GetInt32(1))] = reader.GetString(2);
        return applied;
    }

    private async Task ApplyAsync(SqlScript script, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        try
        {
            await ExecuteAsync(script.Text, cancel);
        }
        catch (PostgresException e)
        {
            throw new DatabaseUnavailableException($"The script {script} could not be applied: {e.MessageText}", e);
        }

        await using var row = new NpgsqlCommand("insert into schema_scripts (room, number, name, checksum) values ($1, $2, $3, $4)", connection)
        {
            Parameters = { new() { Value = script.Room }, new() { Value = script.Number }, new() { Value = script.Name }, new() { Value = script.Checksum } },
        };
        await row.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
