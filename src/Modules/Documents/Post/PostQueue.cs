using Npgsql;
using Verwaltung.Documents.Contracts;
using Verwaltung.GraphQl;

namespace Verwaltung.Documents.Post;

/// <summary>A letter that waits to be posted.</summary>
internal sealed record PostItem([property: ID] Guid Notice, [property: ID] Guid CaseId, [property: ID] Guid FileId, string FileNumber, DateTimeOffset QueuedAt,
    [property: GraphQLDescription("Whether it was posted before and came back.")] bool IsAgain);

/// <summary>The letters to be posted, oldest first: notices' ids are UUIDv7 and so their order is that of their making.</summary>
internal sealed class PostQueue(NpgsqlDataSource database)
{
    private const string Columns = "select notice, case_id, file_id, file_number, queued_at, is_again from post_queue";

    internal Task<IReadOnlyList<PostItem>> PageAsync(Guid? cursor, bool backward, int limit, CancellationToken cancellation) =>
        ReadAsync(
            backward
                ? $"{Columns} where $1::uuid is null or notice < $1 order by notice desc limit $2"
                : $"{Columns} where $1::uuid is null or notice > $1 order by notice limit $2",
            cancellation, new NpgsqlParameter { Value = (object?)cursor ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
            new NpgsqlParameter<int> { TypedValue = limit });

    internal Task<IReadOnlyList<PostItem>> FindAsync(IReadOnlyList<Guid> notices, CancellationToken cancellation) =>
        ReadAsync($"{Columns} where notice = any($1) order by notice", cancellation, new NpgsqlParameter<Guid[]> { TypedValue = [.. notices] });

    internal async Task<int> CountAsync(int upTo, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select count(*)::int from (select 1 from post_queue limit $1) q");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = upTo });
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Whether a file is a letter that waits here: the post room may read those, and no others.</summary>
    internal async Task<bool> HoldsAsync(FileId file, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select exists (select from post_queue where file_id = $1)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = file.Value });
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<IReadOnlyList<PostItem>> ReadAsync(string sql, CancellationToken cancellation, params NpgsqlParameter[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var items = new List<PostItem>();
        while (await rows.ReadAsync(cancellation))
            items.Add(new(rows.GetGuid(0), rows.GetGuid(1), rows.GetGuid(2), rows.GetString(3), rows.GetFieldValue<DateTimeOffset>(4), rows.GetBoolean(5)));
        return items;
    }
}
