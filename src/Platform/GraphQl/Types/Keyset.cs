using System.Linq.Expressions;

namespace Verwaltung.GraphQl;

/// <summary>Comparing rows by their sort keys where the database offers no comparison of row values.</summary>
internal static class Keyset
{
    /// <summary><c>a &gt; x or (a = x and (b &gt; y or …))</c></summary>
    public static Expression Lexicographic(IReadOnlyList<Expression> keys, IReadOnlyList<Expression> values, bool greater)
    {
        var last = keys.Count - 1;
        var condition = Compare(keys[last], values[last], greater);
        for (var i = last - 1; i >= 0; i--)
            condition = Expression.OrElse(Compare(keys[i], values[i], greater), Expression.AndAlso(Expression.Equal(keys[i], values[i]), condition));
        return condition;
    }

    private static Expression Compare(Expression key, Expression value, bool greater)
    {
        if (key.Type != typeof(string))
            return greater ? Expression.GreaterThan(key, value) : Expression.LessThan(key, value);
        var comparison = Expression.Call(typeof(string), nameof(string.Compare), null, key, value);
        return greater ? Expression.GreaterThan(comparison, Expression.Constant(0)) : Expression.LessThan(comparison, Expression.Constant(0));
    }
}
