using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Execution;

/// <summary>Fields whose resolver returns <c>IQueryable&lt;T&gt;</c>: filtered, sorted and cut into pages by where they stand in the order, never by counting rows.</summary>
internal static class QueryableFields
{
    public static Resolver Wrap(Resolver resolver, Type item, UsePagingAttribute? paging, Listing listing, Func<ResolverContext, PagingArguments>? page, RowComparison comparison)
    {
        var make = typeof(QueryableFields).GetMethod(nameof(WrapTyped), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(item);
        return (Resolver)make.Invoke(null, [resolver, listing, paging is null ? null : page, comparison])!;
    }

    private static Resolver WrapTyped<T>(Resolver resolver, Listing listing, Func<ResolverContext, PagingArguments>? page, RowComparison comparison) => async context =>
    {
        var query = (IQueryable<T>?)await resolver(context);
        if (query is null)
            return null;
        var filtered = new Filter<T>(listing.Where?.Invoke(context)).Apply(query);
        var order = listing.Order?.Invoke(context) ?? ([], false);
        if (page is not null)
            return await QueryPages.ReadAsync(filtered, order, page(context), comparison, context.Request.CancellationToken);
        return await QueryPages.ListAsync(order.Properties.IsEmpty ? filtered : SortKeys<T>.Of(filtered, order).Sort(filtered, false), context.Request.CancellationToken);
    };
}

/// <summary>Reads pages of a query by keyset.</summary>
internal static class QueryPages
{
    public static async Task<Connection<T>> ReadAsync<T>(
        IQueryable<T> query, (ImmutableArray<string> Properties, bool Descending) order, PagingArguments paging, RowComparison comparison, CancellationToken cancellationToken)
    {
        var keys = SortKeys<T>.Of(query, order);
        var rows = paging.Cursor is { } cursor ? query.Where(keys.After(cursor, paging.IsBackward, comparison)) : query;
        var page = await ListAsync(Take(keys.Sort(rows, paging.IsBackward), paging.Limit), cancellationToken);
        return Connection.FromRows(page, paging, keys.CursorOf, token => CountAsync(query, token));
    }

    /// <summary>Runs a query, asynchronously where its provider can.</summary>
    public static async Task<List<T>> ListAsync<T>(IQueryable<T> query, CancellationToken cancellationToken)
    {
        if (query is not IAsyncEnumerable<T> rows)
            return [.. query];
        var list = new List<T>();
        await foreach (var row in rows.WithCancellation(cancellationToken))
            list.Add(row);
        return list;
    }

    /// <summary>Counts up to the limit in the database: one row comes back, or none.</summary>
    private static async Task<int> CountAsync<T>(IQueryable<T> query, CancellationToken cancellationToken) =>
        (await ListAsync(query.Take(Connection.MaxTotalCount).GroupBy(_ => 1).Select(group => group.Count()), cancellationToken)).FirstOrDefault();

    private static IQueryable<T> Take<T>(IQueryable<T> query, int count) =>
        query.Provider.CreateQuery<T>(Expression.Call(typeof(Queryable), nameof(Queryable.Take), [typeof(T)], query.Expression, FilterExpression.Parameter(count, typeof(int))));
}

/// <summary>The sort keys of a list: those asked for, else those of the query's own order, and the id last so that no two rows are equal.</summary>
internal sealed class SortKeys<T>
{
    private static readonly ConcurrentDictionary<string, (PropertyInfo Property, Func<object, object?> Get)> Known = [];
    private readonly ImmutableArray<(PropertyInfo Property, Func<object, object?> Get)> keys;
    private readonly bool descending;

    private SortKeys(ImmutableArray<string> properties, bool descending)
    {
        keys = [.. properties.Append("Id").Distinct().Select(Key)];
        this.descending = descending;
    }

    public static SortKeys<T> Of(IQueryable<T> query, (ImmutableArray<string> Properties, bool Descending) order) =>
        order.Properties.IsEmpty ? new(OwnOrder(query.Expression, out var descending), descending) : new(order.Properties, order.Descending);

    public IQueryable<T> Sort(IQueryable<T> query, bool reverse)
    {
        var expression = query.Expression;
        for (var i = 0; i < keys.Length; i++)
        {
            var row = Expression.Parameter(typeof(T), "row");
            var key = Expression.Property(row, keys[i].Property);
            var method = (i == 0 ? "OrderBy" : "ThenBy") + (descending != reverse ? "Descending" : "");
            expression = Expression.Call(typeof(Queryable), method, [typeof(T), key.Type], expression, Expression.Quote(Expression.Lambda(key, row)));
        }

        return query.Provider.CreateQuery<T>(expression);
    }

    /// <summary>The condition that a row comes after the cursor (before it, when reading backward).</summary>
    public Expression<Func<T, bool>> After(string cursor, bool backward, RowComparison comparison)
    {
        var values = Cursor.Read(cursor, keys.Length);
        var row = Expression.Parameter(typeof(T), "row");
        var condition = comparison(
            [.. keys.Select(key => Expression.Property(row, key.Property))],
            [.. keys.Select((key, i) => FilterExpression.Parameter(Value(cursor, values[i], key.Property.PropertyType), key.Property.PropertyType))],
            descending == backward);
        return Expression.Lambda<Func<T, bool>>(condition, row);
    }

    public string CursorOf(T row) => Cursor.Write([.. keys.Select(key => key.Get(row!))]);

    private static object? Value(string cursor, JsonElement value, Type type)
    {
        try
        {
            return value.Deserialize(type) ?? throw Cursor.Bad(cursor);
        }
        catch (JsonException)
        {
            throw Cursor.Bad(cursor);
        }
    }

    private static (PropertyInfo Property, Func<object, object?> Get) Key(string name) => Known.GetOrAdd(name, static name =>
        typeof(T).GetProperty(name) is { } property
            ? (property, Accessors.Getter(property))
            : throw new InvalidOperationException($"Expected {typeof(T).Name} to have the sort key {name} but found none."));

    /// <summary>The properties by which the query is ordered already, outermost call last.</summary>
    private static ImmutableArray<string> OwnOrder(Expression expression, out bool descending)
    {
        var found = new Stack<string>();
        descending = false;
        for (var call = expression as MethodCallExpression; call is not null && call.Method.DeclaringType == typeof(Queryable); call = call.Arguments[0] as MethodCallExpression)
        {
            if (!call.Method.Name.StartsWith("OrderBy", StringComparison.Ordinal) && !call.Method.Name.StartsWith("ThenBy", StringComparison.Ordinal))
                continue;
            var key = ((LambdaExpression)((UnaryExpression)call.Arguments[1]).Operand).Body as MemberExpression
                ?? throw new InvalidOperationException($"Expected a paged query over {typeof(T).Name} to be ordered by properties.");
            descending = call.Method.Name.EndsWith("Descending", StringComparison.Ordinal);
            found.Push(key.Member.Name);
            if (call.Method.Name.StartsWith("OrderBy", StringComparison.Ordinal))
                break;
        }

        return [.. found];
    }
}
