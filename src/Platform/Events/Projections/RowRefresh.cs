using Npgsql;

namespace Verwaltung.Events;

/// <summary>Writes the projected rows of one stream anew although no event was appended: a person was forgotten, and rows show names.</summary>
internal sealed class RowRefresh(EventStore store)
{
    public async Task RunAsync(Guid stream, CancellationToken cancel)
    {
        await using var connection = await store.Database.Source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await RebuildLock.WaitAsync(connection, store.Options.RowProjections.Select(p => p.Name), cancel);
        if (await LockAsync(connection, stream, cancel) is not { } type) return;
        var state = await store.Loader.LoadAsync(type, stream, cancel);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var projection in store.Options.RowProjections.Where(p => p.AggregateType == type))
            foreach (var command in new RowWriter(projection).Replace(stream, state)) batch.BatchCommands.Add(command);
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    // The stream's row is the first thing a commit changes: while we hold it, no other version comes.
    private async Task<Type?> LockAsync(NpgsqlConnection connection, Guid stream, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select type from mt_streams where id = $1 for update", connection) { Parameters = { Sql.Of(stream) } };
        return await command.ExecuteScalarAsync(cancel) is string name ? store.Options.AggregateTypeOf(name) : null;
    }
}
