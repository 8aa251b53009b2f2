using Npgsql;

namespace Verwaltung.Events;

/// <summary>
/// Empty copies of tables in a schema of their own, to be filled and then put in the place of the originals. There, indexes and
/// constraints have their real names from the start: violations are told by name.
/// </summary>
internal sealed class ShadowTables(NpgsqlConnection connection, string projection, IReadOnlyList<string> tables)
{
    private const string Indexes = """
        select i.relname, pg_get_indexdef(i.oid), c.contype, pg_get_constraintdef(c.oid)
        from pg_index x join pg_class i on i.oid = x.indexrelid
          left join pg_constraint c on c.conindid = i.oid and c.conrelid = x.indrelid and c.contype in ('p', 'u', 'x')
        where x.indrelid = $1::regclass order by x.indisprimary desc, i.relname
        """;

    private const int Tries = 20;
    private readonly string _schema = $"rebuild_{projection.Replace('-', '_')}";

    /// <summary>Makes the copies without indexes; those of an interrupted rebuild go. From then on the connection sees them first.</summary>
    public async Task CreateAsync(CancellationToken cancel)
    {
        await ExecuteAsync(connection, $"drop schema if exists {_schema} cascade; create schema {_schema}", cancel);
        foreach (var table in tables)
            await ExecuteAsync(
                connection,
                $"create table {_schema}.{table} (like public.{table} including defaults including identity including generated "
                + "including constraints including storage including comments)", cancel);
        await ExecuteAsync(connection, $"set search_path = {_schema}, public", cancel);
    }

    /// <summary>Gives the copies the indexes and keys of the originals.</summary>
    public async Task AddIndexesAsync(CancellationToken cancel)
    {
        foreach (var table in tables)
        {
            foreach (var index in await IndexesAsync(table, cancel)) await AddAsync(table, index, cancel);
            await ExecuteAsync(connection, $"analyze {_schema}.{table}", cancel);
        }
    }

    // A key takes over the index made before it; an exclusion constraint (contype x) can only make its own.
    private async Task AddAsync(string table, Index index, CancellationToken cancel)
    {
        var constraint = $"alter table {_schema}.{table} add constraint \"{index.Name}\" ";
        if (index.Constraint != 'x')
            await ExecuteAsync(connection, index.Definition.Replace($" ON public.{table} ", $" ON {_schema}.{table} ", StringComparison.Ordinal), cancel);
        var sql = index.Constraint switch
        {
            'p' => $"{constraint}primary key using index \"{index.Name}\"",
            'u' => $"{constraint}unique using index \"{index.Name}\"",
            'x' => constraint + index.ConstraintDefinition,
            _ => null,
        };
        if (sql is not null) await ExecuteAsync(connection, sql, cancel);
    }

    /// <summary>
    /// Puts the copies in the place of the originals in one short transaction: locks, <paramref name="last"/> to catch up
    /// with what was committed meanwhile, exchange. When others hold the tables it lets them pass and tries again.
    /// </summary>
    public async Task SwapAsync(Func<CancellationToken, Task> first, Func<CancellationToken, Task> last, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            try
            {
                await ExecuteAsync(connection, "set local lock_timeout = '1s'", cancel);
                await first(cancel);
                await ExecuteAsync(connection, $"lock table {string.Join(", ", tables.Select(t => $"public.{t}"))} in access exclusive mode", cancel);
                await last(cancel);
                foreach (var table in tables)
                    await ExecuteAsync(connection, $"drop table public.{table}; alter table {_schema}.{table} set schema public", cancel);
                await ExecuteAsync(connection, $"drop schema {_schema}", cancel);
                await transaction.CommitAsync(cancel);
                return;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected && attempt < Tries)
            {
                await transaction.RollbackAsync(cancel);
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancel);
            }
        }
    }

    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task<List<Index>> IndexesAsync(string table, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Indexes, connection) { Parameters = { new() { Value = $"public.{table}" } } };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var found = new List<Index>();
        while (await reader.ReadAsync(cancel))
            found.Add(
                new(reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetChar(2), reader.IsDBNull(3) ? null : reader.GetString(3)));
        return found;
    }

    /// <param name="Constraint">The constraint behind it: <c>p</c>, <c>u</c>, <c>x</c>; null for a mere index.</param>
    private sealed record Index(string Name, string Definition, char? Constraint, string? ConstraintDefinition);
}
