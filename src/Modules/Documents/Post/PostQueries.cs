using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Documents.Post;

[QueryType]
internal static class PostQueries
{
    [GraphQLDescription("Letters that wait to be posted, oldest first.")]
    [Authorize(Roles = RoleNames.PostRoom), UsePaging(MaxPageSize = 200, DefaultPageSize = 50)]
    public static async Task<Connection<PostItem>> PostQueueAsync(PagingArguments paging, PostQueue queue, CancellationToken cancellation)
    {
        var cursor = paging.Cursor is { } text ? Cursor.ReadId(text) : (Guid?)null;
        var rows = await queue.PageAsync(cursor, paging.IsBackward, paging.Limit, cancellation);
        return Connection.FromRows(rows, paging, item => Cursor.Write(item.Notice), count => queue.CountAsync(Connection.MaxTotalCount, count));
    }
}
