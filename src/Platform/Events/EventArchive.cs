using Marten;
using Npgsql;

namespace Verwaltung.Events;

/// <summary>
/// Puts streams aside that are done with: Marten keeps the events of archived streams in partitions of their own, so that the hot ones and their
/// indexes stay small.
/// An archived stream reads as before. Marten refuses to append to it; here it comes back when somebody appends after all.
/// </summary>
public sealed class EventArchive(IDocumentStore store, NpgsqlDataSource source, TimeProvider time)
{
    /// <summary>A stream rests this long before it may be archived, longer than any session lasts that has fetched it.</summary>
    internal static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    private const string Columns = "id, type, version, timestamp, created, tenant_id, compacted_version";
    private const string Lock = "select version from mt_streams where id = $1 and is_archived for update";
    private const string CopyStream = $"insert into mt_streams ({Columns}, is_archived) select {Columns}, false from mt_streams where id = $1 and is_archived";
    private const string MoveEvents = "update mt_events set is_archived = false where stream_id = $1 and is_archived";
    private const string DropStream = "delete from mt_streams where id = $1 and is_archived";

    /// <summary>Archives a stream to which nothing has been appended since an instant.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="before">At least an hour ago: whoever has fetched the stream has decided by then.</param>
    /// <param name="cancel">Gives up; nothing is half done.</param>
    /// <returns>How many events it has; 0: there is no such stream, something was appended since, or it is archived already.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="before"/> is less than an hour ago.</exception>
    public async Task<long> ArchiveAsync(Guid stream, DateTimeOffset before, CancellationToken cancel = default)
    {
        if (before > time.GetUtcNow() - Rest) throw new ArgumentOutOfRangeException(nameof(before), before, "Expected an instant at least an hour ago.");
        await using var session = store.LightweightSession();
        var events = await session.Events.FetchStreamAsync(stream, token: cancel);
        if (events is not [.., { IsArchived: false } last] || last.Timestamp > before) return 0;
        session.Events.ArchiveStream(stream);
        await session.SaveChangesAsync(cancel);
        return last.Version;
    }

    /// <summary>Brings a stream back if it is archived.</summary>
    internal async Task ReopenAsync(Guid stream, CancellationToken cancel)
    {
        await using (var command = source.CreateCommand("select is_archived from mt_streams where id = $1"))
        {
            command.Parameters.Add(Sql.Of(stream));
            if (await command.ExecuteScalarAsync(cancel) is not true) return;
        }

        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var step in (string[])[Lock, CopyStream, MoveEvents, DropStream]) batch.BatchCommands.Add(Sql.Command(step, Sql.Of(stream)));
        await batch.ExecuteNonQueryAsync(cancel); // a batch is one transaction
    }
}
