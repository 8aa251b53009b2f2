using Verwaltung.GraphQl;
using Verwaltung.Postgres;

namespace Verwaltung.Cases;

/// <summary>The argument <c>where</c> of the inbox as SQL over its columns; values become parameters.</summary>
internal sealed class InboxFilter(SqlValues values)
{
    public string Sql(FilterNode node) => node switch
    {
        FilterNode.All { Nodes: [] } => "true",
        FilterNode.All all => $"({string.Join(" and ", all.Nodes.Select(Sql))})",
        FilterNode.Any { Nodes: [] } => "false",
        FilterNode.Any any => $"({string.Join(" or ", any.Nodes.Select(Sql))})",
        FilterNode.Comparison comparison => Sql(Row<InboxItem>.Column(comparison.Property), comparison.Operator, comparison.Value),
        _ => throw new InvalidOperationException($"Expected a filter, but found {node}."),
    };

    private string Sql(string column, FilterOperator by, object? value) => (by, value) switch
    {
        (FilterOperator.Equal, null) => $"{column} is null",
        (FilterOperator.NotEqual, null) => $"{column} is not null",
        (FilterOperator.Equal, _) => $"{column} = {values.Add(SqlValue.Of(value))}",
        (FilterOperator.NotEqual, _) => $"{column} is distinct from {values.Add(SqlValue.Of(value))}",
        (FilterOperator.In, not null) => $"{column} = any({values.Add(SqlValue.Of(value))})",
        (FilterOperator.NotIn, not null) => $"{column} <> all({values.Add(SqlValue.Of(value))})",
        (FilterOperator.Greater, not null) => $"{column} > {values.Add(SqlValue.Of(value))}",
        (FilterOperator.GreaterOrEqual, not null) => $"{column} >= {values.Add(SqlValue.Of(value))}",
        (FilterOperator.Less, not null) => $"{column} < {values.Add(SqlValue.Of(value))}",
        (FilterOperator.LessOrEqual, not null) => $"{column} <= {values.Add(SqlValue.Of(value))}",
        (FilterOperator.Contains, string text) => $"strpos({column}, {values.Add(text)}) > 0",
        (FilterOperator.StartsWith, string text) => $"starts_with({column}, {values.Add(text)})",
        _ => throw new GraphQlException($"'{column}' cannot be compared in that way.", ErrorCodes.BadUserInput),
    };
}
