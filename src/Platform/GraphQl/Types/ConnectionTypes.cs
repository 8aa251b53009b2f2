using System.Collections.Immutable;
using System.Reflection;
using Verwaltung.GraphQl.Execution;

namespace Verwaltung.GraphQl.Types;

/// <summary>The types of a connection (Relay's cursor connections, sections 2 and 3) and its arguments.</summary>
internal static class ConnectionTypes
{
    public static readonly ImmutableArray<InputValue> Arguments =
    [
        new("first", Scalars.Int) { Description = "How many items from the start, or after the cursor." },
        new("after", Scalars.String) { Description = "The cursor after which the page begins." },
        new("last", Scalars.Int) { Description = "How many items from the end, or before the cursor." },
        new("before", Scalars.String) { Description = "The cursor before which the page ends." },
    ];

    public static ObjectType Make(string name, SchemaType item, NamedType pageInfo, Type clrItem, TypeRegistry registry)
    {
        var edgeType = typeof(Edge<>).MakeGenericType(clrItem);
        var edge = registry.Add(new ObjectType(name + "Edge") { ClrType = edgeType, Description = "An item with the cursor that stands for its place." });
        edge.Add(new("node", item) { Getter = Accessors.Getter(edgeType.GetProperty(nameof(Edge<>.Node))!), Description = "The item." });
        edge.Add(
            new("cursor", new NonNullType(Scalars.String))
            {
                Getter = Accessors.Getter(edgeType.GetProperty(nameof(Edge<>.Cursor))!),
                Description = "Opaque; for after and before.",
            });

        var type = typeof(Connection<>).MakeGenericType(clrItem);
        var connection = new ObjectType(name + "Connection") { ClrType = type, Description = "A page of a list." };
        var (edges, nodes) = (Accessors.Getter(type.GetProperty(nameof(Connection<>.Edges))!), Accessors.Getter(type.GetProperty(nameof(Connection<>.Nodes))!));
        connection.Add(new("edges", new NonNullType(new ListType(new NonNullType(edge)))) { Getter = edges, Description = "The items with their cursors." });
        connection.Add(new("nodes", new NonNullType(new ListType(item))) { Getter = nodes, Description = "The items." });
        connection.Add(
            new("pageInfo", new NonNullType(pageInfo))
            {
                Getter = Accessors.Getter(type.GetProperty(nameof(Connection<>.PageInfo))!),
                Description = "Whether there is more.",
            });
        connection.Add(
            new("totalCount", Scalars.Int)
            {
                Resolver = TotalCount(type),
                Cost = CostDirectives.Awaited,
                Description = $"How many items there are on all pages; stops at {GraphQl.Connection.MaxTotalCount}.",
            });
        return connection;
    }

    /// <summary>Checks the arguments of a connection field.</summary>
    public static PagingArguments Read(UsePagingAttribute paging, int? first, string? after, int? last, string? before)
    {
        if (first is not null && last is not null)
            throw new GraphQlException("Give either first or last.", ErrorCodes.BadUserInput);
        var isBackward = last is not null || (before is not null && first is null);
        if (isBackward ? after is not null : before is not null)
            throw new GraphQlException("Give first with after, or last with before.", ErrorCodes.BadUserInput);
        var size = first ?? last ?? paging.DefaultPageSize;
        if (size < 0 || size > paging.MaxPageSize)
            throw new GraphQlException($"A page has at most {paging.MaxPageSize} items, but {size} were asked for.", ErrorCodes.BadUserInput);
        return new(size, after, before, isBackward);
    }

    private static Resolver TotalCount(Type type)
    {
        var count = Accessors.Getter(type.GetProperty(nameof(Connection<>.CountAsync))!);
        return context => count(context.Parent) is Func<CancellationToken, Task<int>> counter
            ? Results.Of(counter(context.Request.CancellationToken))
            : new((object?)null);
    }
}
