using System.Collections.Immutable;
using System.Reflection;

namespace Verwaltung.GraphQl.Types;

/// <summary>Reads coerced <c>where</c> and <c>order</c> arguments.</summary>
internal static class FilterReader
{
    // What a query provider makes of a condition grows faster than the condition, hence a limit.
    public static FilterNode Read(InputObject input, Dictionary<string, PropertyInfo> properties, FilterTypes types, int most)
    {
        if (Values(input).Skip(most).Any())
            throw new GraphQlException($"The condition compares with more than {most} values.", ErrorCodes.LimitExceeded);
        return Read(input, properties, types);
    }

    private static FilterNode Read(InputObject input, Dictionary<string, PropertyInfo> properties, FilterTypes types)
    {
        var nodes = ImmutableArray.CreateBuilder<FilterNode>();
        foreach (var (name, value) in input.Values)
        {
            if (value is null)
                continue; // a condition that is null says nothing, so that a client can leave one open
            if (name is "and" or "or" && value is object?[] list)
            {
                ImmutableArray<FilterNode> inner = [.. list.Cast<InputObject>().Select(one => Read(one, properties, types))];
                nodes.Add(name == "and" ? new FilterNode.All(inner) : new FilterNode.Any(inner));
            }
            else
            {
                nodes.AddRange(Comparisons((InputObject)value, properties[name], types));
            }
        }

        return nodes is [var only] ? only : new FilterNode.All(nodes.ToImmutable());
    }

    public static (ImmutableArray<string> Properties, bool Descending) Order(object?[] keys, Dictionary<string, PropertyInfo> properties)
    {
        if (keys is [])
            return ([], false);
        var parsed = keys.Cast<InputObject>()
            .Select(key => key.Values.Single())
            .Select(key => (properties[key.Key].Name, Direction: (SortDirection)key.Value!))
            .ToList();
        if (parsed.Select(key => key.Direction).Distinct().Count() > 1)
            throw new GraphQlException("All sort keys have the same direction: an index serves no other order.", ErrorCodes.BadUserInput);
        return ([.. parsed.Select(key => key.Name).Distinct()], parsed is [(_, SortDirection.Desc), ..]);
    }

    private static IEnumerable<object?> Values(object? value) => value switch
    {
        InputObject input => input.Values.Values.SelectMany(Values),
        object?[] { Length: > 0 } list => list.SelectMany(Values),
        _ => [value],
    };

    private static IEnumerable<FilterNode> Comparisons(InputObject comparisons, PropertyInfo property, FilterTypes types)
    {
        foreach (var (name, value) in comparisons.Values)
        {
            var kind = FilterTypes.Operator(name);
            if (value is null && kind is not (FilterOperator.Equal or FilterOperator.NotEqual))
                continue;
            yield return new FilterNode.Comparison(property.Name, kind, value is object?[] list && kind is FilterOperator.In or FilterOperator.NotIn
                ? Array(property.PropertyType, ((object?[])value!).Select(item => types.Bind(property, item)))
                : types.Bind(property, value));
        }
    }

    private static Array Array(Type type, IEnumerable<object?> values)
    {
        var items = values.Where(value => value is not null || !type.IsValueType || Nullable.GetUnderlyingType(type) is not null).ToArray();
        var array = System.Array.CreateInstance(type, items.Length);
        items.CopyTo(array, 0);
        return array;
    }
}
