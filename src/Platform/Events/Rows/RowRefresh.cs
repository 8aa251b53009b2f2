using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>Writes the projected rows of one stream anew although no event was appended: a person was forgotten, and rows show names.</summary>
internal sealed class RowRefresh(Database database, EventOptions options, PersonalKeys keys, AggregateReader aggregates)
{
    /// <summary>A person's keys were destroyed: nothing decrypted stays in memory or in rows.</summary>
    public async Task ForgottenAsync(IReadOnlyList<Guid> scopes, CancellationToken cancel)
    {
        keys.ClearCache();
        aggregates.Cache.Clear();
        foreach (var scope in scopes) await RunAsync(scope, cancel);
    }

    private async Task RunAsync(Guid stream, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await RebuildLock.WaitAsync(connection, options.RowProjections.Select(p => p.Name), cancel);
        if (await LockAsync(connection, stream, cancel) is not { } type) return;
        var state = await aggregates.LoadAsync(type, stream, cancel);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var projection in options.RowProjections.Where(p => p.AggregateType == type))
            foreach (var command in new RowWriter(projection).Replace(stream, state)) batch.BatchCommands.Add(command);
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    // The stream's row is locked by every commit: while we hold it, no other version comes.
    private async Task<Type?> LockAsync(NpgsqlConnection connection, Guid stream, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select type from mt_streams where id = $1 for update", connection) { Parameters = { Sql.Of(stream) } };
        return await command.ExecuteScalarAsync(cancel) is string name ? options.AggregateTypeOf(name) : null;
    }
}
