using System.Security.Cryptography;
using Marten;
using Npgsql;

namespace Verwaltung.Messaging.Store;

/// <summary>
/// Lets each message id take effect once: its row is written in the handler's commit, and whoever comes second is refused with everything
/// it did. Wolverine alone hands a message out twice when a host dies while another starts.
/// </summary>
internal sealed class Fence(NpgsqlDataSource database, TimeProvider clock)
{
    private const string Table = "message_handled";

    /// <summary>Whether the commit failed because the message had taken effect before.</summary>
    public static bool IsClosed(Exception failure) => failure is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: Table };

    /// <summary>The id under which it is told that a message is dead.</summary>
    public static Guid FarewellOf(Guid message) => new(SHA256.HashData([.. message.ToByteArray(), .. "farewell"u8])[..16]);

    public void Enlist(IDocumentSession session, Guid message) =>
        session.QueueSqlCommand($"insert into {Table} (message_id, handled_at) values (?, ?)", message, clock.GetUtcNow());

    /// <summary>A replayed message that dies again is told of again.</summary>
    public async Task OpenFarewellAsync(Guid message, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"delete from {Table} where message_id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = FarewellOf(message) });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
