using Verwaltung.Cases.Contracts;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
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

    [GraphQLDescription("Letters about a file number that were posted and did not come back, the latest first, twenty at most.")]
    [Authorize(Roles = RoleNames.PostRoom), ListSize(20)]
    public static Task<IReadOnlyList<PostedLetter>> PostedLettersAsync(string fileNumber, PostedLetters letters, CancellationToken cancellation) =>
        letters.OfAsync(fileNumber.Trim(), cancellation);
}

[ExtendObjectType(typeof(PostItem))]
internal static class PostItemFields
{
    [GraphQLDescription("Where a letter that came back goes to now; null: to the address in the letter.")]
    public static Task<string?> AddressAsync([Parent] PostItem item, IRunner runner, CancellationToken cancellation) =>
        item.IsAgain
            ? runner.InvokeAsync<string?>(new GetPostingAddress(new CaseId(item.CaseId), item.Notice), cancellation: cancellation)
            : Task.FromResult<string?>(null);
}
