namespace Verwaltung.GraphQl;

/// <summary>
/// One page of a list (Relay's cursor connections). In the schema: <c>XConnection { edges nodes pageInfo totalCount }</c> with X the item's type.
/// </summary>
/// <param name="Nodes">The items of the page in order.</param>
/// <param name="Cursor">Writes the cursor of an item.</param>
/// <param name="PageInfo">Whether there is more, and where the page starts and ends.</param>
/// <param name="CountAsync">Counts all items; called only when <c>totalCount</c> is selected. Counts no further than <see
/// cref="Connection.MaxTotalCount"/>. Null: the count is not offered.</param>
public sealed record Connection<T>(IReadOnlyList<T> Nodes, Func<T, string> Cursor, PageInfo PageInfo, Func<CancellationToken, Task<int>>? CountAsync = null)
{
    /// <summary>The items with their cursors, which are written only when they are asked for.</summary>
    public IEnumerable<Edge<T>> Edges => Nodes.Select(node => new Edge<T>(node, Cursor(node)));
}

/// <summary>An item of a page with the opaque cursor that stands for its place.</summary>
public sealed record Edge<T>(T Node, string Cursor);

/// <summary>Where a page stands in its list (Relay's cursor connections, section 5.1).</summary>
public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

/// <summary>Makes pages from rows that a resolver has read itself.</summary>
public static class Connection
{
    /// <summary>Where <c>totalCount</c> stops counting: a list that is longer answers this number.</summary>
    public const int MaxTotalCount = 1_000;

    /// <summary>
    /// Makes the page from rows read with a limit of <see cref="PagingArguments.Limit"/> (one more than the page holds, to learn whether there is more).
    /// Rows of a backward page (<see cref="PagingArguments.IsBackward"/>) are given as read, that is in reverse.
    /// </summary>
    public static Connection<T> FromRows<T>(
        IReadOnlyList<T> rows, PagingArguments paging, Func<T, string> cursor, Func<CancellationToken, Task<int>>? count = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(paging);
        var hasMore = rows.Count > paging.Size;
        var page = rows.Take(paging.Size);
        var nodes = (paging.IsBackward ? page.Reverse() : page).ToList();
        return new(nodes, cursor, new(
            HasNextPage: paging.IsBackward ? paging.Before is not null : hasMore,
            HasPreviousPage: paging.IsBackward ? hasMore : paging.After is not null,
            nodes is [var first, ..] ? cursor(first) : null,
            nodes is [.., var last] ? cursor(last) : null), count);
    }
}

/// <summary>
/// Which page is asked for, checked against the field's limits. A resolver that makes its <see cref="Connection{T}"/> itself takes this as a
/// parameter.
/// </summary>
/// <param name="Size">Items on the page, between 0 and the field's <see cref="UsePagingAttribute.MaxPageSize"/>.</param>
/// <param name="After">The cursor after which the page begins.</param>
/// <param name="Before">The cursor before which the page ends.</param>
/// <param name="IsBackward">True for <c>last</c>/<c>before</c>: the rows before the cursor, nearest first.</param>
public sealed record PagingArguments(int Size, string? After = null, string? Before = null, bool IsBackward = false)
{
    /// <summary>How many rows to read: one more than the page holds.</summary>
    public int Limit => Size + 1;

    /// <summary>The cursor at which the page begins (<c>after</c>) or, backward, ends (<c>before</c>).</summary>
    public string? Cursor => IsBackward ? Before : After;
}
