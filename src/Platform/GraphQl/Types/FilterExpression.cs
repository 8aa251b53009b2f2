using System.Linq.Expressions;
using System.Reflection;

namespace Verwaltung.GraphQl;

/// <summary>Filters as expressions. Every value is read through a property of a holder: a provider then sees a parameter and finds its compiled query again, which it would not with constants.</summary>
internal static class FilterExpression
{
    public static Expression<Func<T, bool>> Of<T>(FilterNode node)
    {
        var row = Expression.Parameter(typeof(T), "row");
        return Expression.Lambda<Func<T, bool>>(Of(node, row), row);
    }

    /// <summary>A value that a query provider treats as a parameter.</summary>
    public static Expression Parameter(object? value, Type type) =>
        Expression.Property(Expression.Constant(Activator.CreateInstance(typeof(Holder<>).MakeGenericType(type), value)), nameof(Holder<>.Value));

    private static Expression Of(FilterNode node, ParameterExpression row) => node switch
    {
        FilterNode.All all => Join(all.Nodes, row, Expression.AndAlso, true),
        FilterNode.Any any => Join(any.Nodes, row, Expression.OrElse, false),
        FilterNode.Comparison comparison => Of(comparison, Expression.Property(row, comparison.Property)),
        _ => throw new InvalidOperationException($"Expected a filter node but found {node.GetType().Name}."),
    };

    private static Expression Join(IReadOnlyList<FilterNode> nodes, ParameterExpression row, Func<Expression, Expression, Expression> join, bool empty) =>
        nodes.Count == 0 ? Expression.Constant(empty) : nodes.Select(node => Of(node, row)).Aggregate(join);

    private static Expression Of(FilterNode.Comparison comparison, MemberExpression property)
    {
        if (comparison.Operator is FilterOperator.In or FilterOperator.NotIn)
        {
            var contains = typeof(Enumerable).GetMethods().Single(method => method.Name == nameof(Enumerable.Contains) && method.GetParameters().Length == 2).MakeGenericMethod(property.Type);
            var isIn = Expression.Call(contains, Parameter(comparison.Value, property.Type.MakeArrayType()), property);
            return comparison.Operator == FilterOperator.In ? isIn : Expression.Not(isIn);
        }

        if (comparison.Value is null)
            return comparison.Operator == FilterOperator.Equal ? IsNull(property) : Expression.Not(IsNull(property));
        var value = Parameter(comparison.Value, property.Type);
        return comparison.Operator switch
        {
            FilterOperator.Equal => Expression.Equal(property, value),
            FilterOperator.NotEqual => Expression.NotEqual(property, value),
            FilterOperator.Greater => Expression.GreaterThan(property, value),
            FilterOperator.GreaterOrEqual => Expression.GreaterThanOrEqual(property, value),
            FilterOperator.Less => Expression.LessThan(property, value),
            FilterOperator.LessOrEqual => Expression.LessThanOrEqual(property, value),
            FilterOperator.Contains => Text(nameof(string.Contains), property, value),
            FilterOperator.StartsWith => Text(nameof(string.StartsWith), property, value),
            FilterOperator.EndsWith => Text(nameof(string.EndsWith), property, value),
            _ => throw new InvalidOperationException($"Expected a comparison but found {comparison.Operator}."),
        };
    }

    private static Expression IsNull(MemberExpression property) =>
        property.Type.IsValueType && Nullable.GetUnderlyingType(property.Type) is null ? Expression.Constant(false) : Expression.Equal(property, Expression.Constant(null, property.Type));

    private static BinaryExpression Text(string method, MemberExpression property, Expression value) =>
        Expression.AndAlso(Expression.NotEqual(property, Expression.Constant(null, typeof(string))), Expression.Call(property, typeof(string).GetMethod(method, [typeof(string)])!, value));
}

/// <summary>Holds a value for an expression.</summary>
internal sealed class Holder<T>(T value)
{
    public T Value { get; } = value;
}
