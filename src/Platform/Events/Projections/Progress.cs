using Npgsql;

namespace Verwaltung.Events;

/// <summary>How far an async projection has come: its row in <c>mt_event_progression</c>, named as Marten names a shard.</summary>
internal static class Progress
{
    public static string NameOf(string projection) => $"{projection}:All";

    /// <summary>The number of the last event in its rows. Locks the row until the transaction ends, so that only one moves it.</summary>
    public static async Task<long> LockAsync(NpgsqlConnection connection, string projection, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Sql.Command("insert into mt_event_progression (name, last_seq_id) values ($1, 0) on conflict do nothing", Sql.Of(NameOf(projection))),
                Sql.Command("select last_seq_id from mt_event_progression where name = $1 for update", Sql.Of(NameOf(projection))),
            },
        };
        return (long)(await batch.ExecuteScalarAsync(cancel))!;
    }

    public static NpgsqlBatchCommand Move(string projection, long to, DateTimeOffset now) =>
        Sql.Command("update mt_event_progression set last_seq_id = $2, last_updated = $3 where name = $1", Sql.Of(NameOf(projection)), Sql.Of(to), Sql.Of(now));
}
