using Npgsql;
using Verwaltung.Documents.Contracts;
using Verwaltung.GraphQl;
using Verwaltung.Postgres;

namespace Verwaltung.Documents.Post;

/// <summary>A letter that waits to be posted.</summary>
internal sealed record PostItem([property: ID] Guid Notice, [property: ID] Guid CaseId, [property: ID] Guid FileId, string FileNumber, DateTimeOffset QueuedAt,
    [property: GraphQLDescription("Whether it was posted before and came back.")] bool IsAgain);

/// <summary>The letters to be posted, oldest first: notices' ids are UUIDv7 and so their order is that of their making.</summary>
internal sealed class PostQueue(NpgsqlDataSource database)
{
    private static readonly string Letters = $"select {Row<PostItem>.Columns} from post_queue";

    internal Task<IReadOnlyList<PostItem>> PageAsync(Guid? cursor, bool backward, int limit, CancellationToken cancellation) =>
        database.ListAsync<PostItem>(
            backward
                ? $"{Letters} where $1::uuid is null or notice < $1 order by notice desc limit $2"
                : $"{Letters} where $1::uuid is null or notice > $1 order by notice limit $2",
            cancellation, cursor, limit);

    internal Task<IReadOnlyList<PostItem>> FindAsync(IReadOnlyList<Guid> notices, CancellationToken cancellation) =>
        database.ListAsync<PostItem>($"{Letters} where notice = any($1) order by notice", cancellation, notices.ToArray());

    internal Task<int> CountAsync(int upTo, CancellationToken cancellation) =>
        database.ScalarAsync<int>("select count(*)::int from (select 1 from post_queue limit $1) q", cancellation, upTo);

    /// <summary>Whether a file is a letter that waits here: the post room may read those, and no others.</summary>
    internal Task<bool> HoldsAsync(FileId file, CancellationToken cancellation) =>
        database.ScalarAsync<bool>("select exists (select from post_queue where file_id = $1)", cancellation, file.Value);
}
