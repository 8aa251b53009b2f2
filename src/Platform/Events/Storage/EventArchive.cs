using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>Moves events of aged streams out of the hot table. A stream's row is locked first, as every commit does, so that neither sees the other half done.</summary>
internal static class EventArchive
{
    /// <summary>A stream rests this long before it is moved, far longer than any session lasts that has read it: no version is given twice.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    private const string Lock = "select version from mt_streams where id = $1 for update";

    private const string Move = """
        with moved as (
          delete from mt_events e where e.stream_id = $1 and e.timestamp < $2 and e.version < (select max(n.version) from mt_events n where n.stream_id = $1) returning *)
        insert into event_archive
          select seq_id, id, stream_id, version, data, bdata, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, true from moved
        """;

    private const string Mark = "update mt_streams set is_archived = true where id = $1 and not is_archived and exists (select from event_archive a where a.stream_id = $1)";

    public static async Task<int> MoveAsync(Database database, Guid stream, DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { Sql.Command(Lock, Sql.Of(stream)), Sql.Command(Move, Sql.Of(stream), Sql.Of(before)), Sql.Command(Mark, Sql.Of(stream)) },
        };
        await batch.ExecuteNonQueryAsync(cancel);
        return (int)batch.BatchCommands[1].RecordsAffected;
    }
}
