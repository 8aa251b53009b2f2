using Verwaltung.GraphQl;

namespace Verwaltung.Cases;

/// <summary>The argument <c>where</c> of the inbox as SQL over its columns; values become parameters.</summary>
internal sealed class InboxFilter(Func<object, string> parameter)
{
    public string Sql(FilterNode node) => node switch
    {
        FilterNode.All { Nodes: [] } => "true",
        FilterNode.All all => $"({string.Join(" and ", all.Nodes.Select(Sql))})",
        FilterNode.Any { Nodes: [] } => "false",
        FilterNode.Any any => $"({string.Join(" or ", any.Nodes.Select(Sql))})",
        FilterNode.Comparison comparison => Sql(Column(comparison.Property), comparison.Operator, comparison.Value),
        _ => throw new InvalidOperationException($"Expected a filter, but found {node}."),
    };

    private string Sql(string column, FilterOperator by, object? value) => (by, value) switch
    {
        (FilterOperator.Equal, null) => $"{column} is null",
        (FilterOperator.NotEqual, null) => $"{column} is not null",
        (FilterOperator.Equal, _) => $"{column} = {parameter(value)}",
        (FilterOperator.NotEqual, _) => $"{column} is distinct from {parameter(value)}",
        (FilterOperator.In, not null) => $"{column} = any({parameter(value)})",
        (FilterOperator.NotIn, not null) => $"{column} <> all({parameter(value)})",
        (FilterOperator.Greater, not null) => $"{column} > {parameter(value)}",
        (FilterOperator.GreaterOrEqual, not null) => $"{column} >= {parameter(value)}",
        (FilterOperator.Less, not null) => $"{column} < {parameter(value)}",
        (FilterOperator.LessOrEqual, not null) => $"{column} <= {parameter(value)}",
        (FilterOperator.Contains, string text) => $"strpos({column}, {parameter(text)}) > 0",
        (FilterOperator.StartsWith, string text) => $"starts_with({column}, {parameter(text)})",
        _ => throw new GraphQlException($"'{column}' cannot be compared in that way.", ErrorCodes.BadUserInput),
    };

    private static string Column(string property) => property switch
    {
        nameof(InboxItem.ProcedureKey) => "procedure_key",
        nameof(InboxItem.Step) => "step",
        nameof(InboxItem.State) => "state",
        nameof(InboxItem.FileNumber) => "file_number",
        nameof(InboxItem.Due) => "due",
        nameof(InboxItem.ReceivedAt) => "received_at",
        _ => throw new InvalidOperationException($"Expected a column of the inbox, but found {property}."),
    };
}
