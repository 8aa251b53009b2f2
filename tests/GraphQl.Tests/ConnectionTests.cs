namespace Verwaltung.GraphQl.Tests;

public sealed class ConnectionTests
{
    private static readonly Api Files = Api.Of(typeof(FileQueries));

    [Fact]
    public async Task Pages_follow_each_other_by_cursor_in_the_order_asked_for()
    {
        const string Query = "query ($after: String) { files(first: 2, after: $after, order: [{ due: DESC }]) { nodes { number } pageInfo { hasNextPage hasPreviousPage endCursor } } }";

        var first = await DataOf(Query);
        var cursor = (string)first["files"]!["pageInfo"]!["endCursor"]!;
        var second = await DataOf(Query, $"{{\"after\":\"{cursor}\"}}");

        Assert.Equal("""{"files":{"nodes":[{"number":5},{"number":3}],"pageInfo":{"hasNextPage":true,"hasPreviousPage":false,"endCursor":"*"}}}""", first.ToJsonString().Replace(cursor, "*", StringComparison.Ordinal));
        Assert.Equal("""[{"number":4},{"number":2}]""", second["files"]!["nodes"]!.ToJsonString());
    }

    [Fact]
    public async Task Reading_backward_gives_the_items_before_the_cursor_in_their_order()
    {
        var all = await DataOf("{ files { edges { cursor node { number } } } }");
        var cursor = (string)all["files"]!["edges"]!.AsArray().Single(edge => (int)edge!["node"]!["number"]! == 4)!["cursor"]!;

        var before = await DataOf($"{{ files(last: 2, before: \"{cursor}\") {{ nodes {{ number }} pageInfo {{ hasNextPage hasPreviousPage }} }} }}");

        Assert.Equal("""{"files":{"nodes":[{"number":2},{"number":3}],"pageInfo":{"hasNextPage":true,"hasPreviousPage":true}}}""", before.ToJsonString());
    }

    [Theory]
    [InlineData("{ subject: { startsWith: \"Park\" }, due: { lt: \"2026-03-01\" } }", "(Subject StartsWith Park and Due Less 01.03.2026)")]
    [InlineData("{ or: [{ number: { in: [2, 3] } }, { status: { eq: CLOSED } }] }", "(Number In [2 3] or Status Equal Closed)")]
    [InlineData("{ number: { nin: [1, 2] }, and: [{ number: { gte: 2 } }, { number: { lte: 4 } }] }", "((Number GreaterOrEqual 2 and Number LessOrEqual 4) and Number NotIn [1 2])")]
    [InlineData("{ assignee: { eq: null } }", "Assignee Equal ")]
    [InlineData("{ assignee: { contains: null, neq: null } }", "Assignee NotEqual ")]
    [InlineData("{ assignee: { contains: \"na\" } }", "Assignee Contains na")]
    [InlineData("{ subject: null }", "()")]
    [InlineData("{}", "()")]
    public async Task A_condition_is_read_as_comparisons_of_properties(string where, string expected)
    {
        var data = await DataOf($"{{ filtered(first: 1, where: {where}) {{ nodes {{ subject }} }} }}");

        Assert.Equal(expected, (string)data["filtered"]!["nodes"]![0]!["subject"]!);
    }

    [Theory]
    [InlineData(1_000, "")]
    [InlineData(1_001, "LIMIT_EXCEEDED")]
    public async Task A_condition_compares_with_so_many_values_and_no_more(int values, string expected)
    {
        var list = string.Join(',', Enumerable.Range(0, values - 1));
        var result = await Files.RunAsync("query ($where: CaseFileFilterInput) { filtered(where: $where) { nodes { number } } }", $"{{\"where\":{{\"or\":[{{\"number\":{{\"in\":[{list}]}}}},{{\"number\":{{\"eq\":1}}}}]}}}}");

        Assert.Equal(expected, string.Join(' ', result.Errors.Select(error => error.Code)));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("[\"zone\"]")]
    [InlineData("[\"0193a3f0-0001-7000-8000-000000000001\",1]")]
    public void A_cursor_of_another_list_is_refused(string keys)
    {
        var cursor = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(keys));

        Assert.Equal($"\"{cursor}\" is not a cursor of this list in this order.", Assert.Throws<GraphQlException>(() => Cursor.ReadId(cursor)).Message);
    }

    [Fact]
    public void A_cursor_of_a_list_by_id_gives_the_id_back()
    {
        var id = Guid.CreateVersion7();

        Assert.Equal(id, Cursor.ReadId(Cursor.Write(id)));
    }

    [Fact]
    public async Task A_page_costs_as_much_as_it_may_be_long()
    {
        async Task<string> Cost(string query, string? variables = null) => (await Files.RunAsync(query, variables, reportsCost: true)).ToJson()["extensions"]!.ToJsonString();

        Assert.Equal("""{"cost":{"operation":204,"limit":20000}}""", await Cost("{ files(first: 100) { nodes { number subject } pageInfo { hasNextPage } } }"));
        Assert.Equal("""{"cost":{"operation":22,"limit":20000}}""", await Cost("{ files { edges { cursor } } }"));
        Assert.Equal("""{"cost":{"operation":102,"limit":20000}}""", await Cost("query ($n: Int) { files(first: $n) { ...Page } } fragment Page on CaseFileConnection { nodes { number } }", "{\"n\":1}"));
    }

    [Fact]
    public async Task A_resolver_that_reads_its_rows_itself_gets_page_filter_and_order_parsed()
    {
        var data = await DataOf("{ own(first: 3, after: \"c\", where: { number: { gt: 7 } }, order: [{ due: DESC }, { number: DESC }]) { nodes { subject } totalCount } }");

        Assert.Equal("""{"own":{"nodes":[{"subject":"3 c False Number Greater 7 / Due,Number True"}],"totalCount":null}}""", data.ToJsonString());
    }

    [Theory]
    [InlineData("first: 101", "A page has at most 100 items, but 101 were asked for.")]
    [InlineData("first: -1", "A page has at most 100 items, but -1 were asked for.")]
    [InlineData("first: 1, last: 1", "Give either first or last.")]
    [InlineData("first: 1, before: \"x\"", "Give first with after, or last with before.")]
    [InlineData("after: \"x\"", "\"x\" is not a cursor of this list in this order.")]
    [InlineData("after: \"WzEsMl0\", order: [{ due: ASC }]", "\"WzEsMl0\" is not a cursor of this list in this order.")]
    [InlineData("order: [{ due: ASC }, { number: DESC }]", "All sort keys have the same direction: an index serves no other order.")]
    public async Task A_page_that_cannot_be_given_is_refused(string arguments, string message)
    {
        var error = Assert.Single((await Files.RunAsync($"{{ files({arguments}) {{ nodes {{ number }} }} }}")).Errors);

        Assert.Equal((message, ErrorCodes.BadUserInput), (error.Message, error.Code));
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> DataOf(string query, string? variables = null)
    {
        var result = await Files.RunAsync(query, variables);
        Assert.Equal([], result.Errors);
        return result.ToJson()["data"]!;
    }
}

internal enum FileStatus
{
    Open,
    Closed,
}

internal sealed record CaseFile(Guid Id, int Number, string Subject, DateOnly Due, FileStatus Status, string? Assignee);

[QueryType]
internal static class FileQueries
{
    private static readonly CaseFile[] All =
    [
        File(1, "Parkausweis", 1, null), File(2, "Hund", 2, "Anna"), File(3, "Parken", 5, null), File(4, "Feuer", 3, "Jana"), File(5, "Parkausweis", 9, null, FileStatus.Closed),
    ];

    [UseSorting]
    internal static Connection<CaseFile> Files(PagingArguments paging, Sorting<CaseFile> order)
    {
        string Key(CaseFile file) => order.Properties is [nameof(CaseFile.Due), ..] ? $"{file.Due:yyyy-MM-dd}" : $"{file.Number}";
        var after = paging.Cursor is { } cursor ? Cursor.Read(cursor, 1)[0].ToString() : null;
        var rows = All.OrderBy(Key, Comparer<string>.Create((a, b) => string.CompareOrdinal(a, b) * (order.Descending == paging.IsBackward ? 1 : -1)));
        return Connection.FromRows([.. (after is null ? rows : rows.SkipWhile(file => Key(file) != after).Skip(1)).Take(paging.Limit)], paging, file => Cursor.Write(Key(file)), _ => Task.FromResult(All.Length));
    }

    [UseFiltering]
    internal static Connection<CaseFile> Filtered(PagingArguments paging, Filter<CaseFile> where) => Connection.FromRows([File(0, Describe(where.Root!), 1, null)], paging, _ => "x");

    private static string Describe(FilterNode node) => node switch
    {
        FilterNode.All all => $"({string.Join(" and ", all.Nodes.Select(Describe))})",
        FilterNode.Any any => $"({string.Join(" or ", any.Nodes.Select(Describe))})",
        FilterNode.Comparison { Value: Array values } comparison => $"{comparison.Property} {comparison.Operator} [{string.Join(' ', values.Cast<object>())}]",
        FilterNode.Comparison comparison => string.Create(System.Globalization.CultureInfo.GetCultureInfo("de-DE"), $"{comparison.Property} {comparison.Operator} {comparison.Value}"),
        _ => throw new InvalidOperationException($"Expected a condition but found {node}."),
    };

    [UsePaging, UseFiltering(nameof(CaseFile.Number)), UseSorting(nameof(CaseFile.Due), nameof(CaseFile.Number))]
    internal static Connection<OwnFile> Own(PagingArguments paging, Filter<OwnFile> where, Sorting<OwnFile> order)
    {
        var condition = (FilterNode.Comparison)where.Root!;
        return Connection.FromRows([new OwnFile(0, $"{paging.Size} {paging.After} {paging.IsBackward} {condition.Property} {condition.Operator} {condition.Value} / {string.Join(',', order.Properties)} {order.Descending}", default)], paging, _ => "x");
    }

    private static CaseFile File(int number, string subject, int month, string? assignee, FileStatus status = FileStatus.Open) =>
        new(new Guid(number, 0, 0, new byte[8]), number, subject, new(2026, month, 1), status, assignee);
}

internal sealed record OwnFile(int Number, string Subject, DateOnly Due);
