using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Verwaltung.Postgres;

/// <summary>Paging by row value, <c>(a, b) &lt; (x, y)</c>, which PostgreSQL answers from one index however deep the page lies.</summary>
public static class KeysetPaging
{
    private static readonly MethodInfo Greater = Comparison(nameof(NpgsqlDbFunctionsExtensions.GreaterThan));
    private static readonly MethodInfo Less = Comparison(nameof(NpgsqlDbFunctionsExtensions.LessThan));

    private static readonly Dictionary<int, MethodInfo> Rows = typeof(ValueTuple).GetMethods()
        .Where(method => method is { Name: nameof(ValueTuple.Create), IsGenericMethodDefinition: true } && method.GetParameters().Length < 8)
        .ToDictionary(method => method.GetParameters().Length);

    /// <summary>The condition, for EF Core, that a row comes after <paramref name="values"/>. All columns run in one direction and are not null.</summary>
    /// <param name="columns">One to seven columns in the order of the index: expressions over the query's row.</param>
    /// <param name="values">Where the last page ended, of the same types: properties of a holder, not constants, so that EF compiles the query once.</param>
    /// <param name="descending">True: what is less; false: what is greater.</param>
    public static Expression After(IReadOnlyList<Expression> columns, IReadOnlyList<Expression> values, bool descending)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(values);
        if (columns.Count != values.Count || columns.Count is 0 or > 7) throw new ArgumentException("Expected as many values as columns, one to seven.", nameof(values));
        var functions = Expression.Property(null, typeof(EF), nameof(EF.Functions));
        return Expression.Call(descending ? Less : Greater, functions, Row(columns), Row(values));
    }

    private static UnaryExpression Row(IReadOnlyList<Expression> parts)
    {
        var create = Rows[parts.Count].MakeGenericMethod([.. parts.Select(part => part.Type)]);
        return Expression.Convert(Expression.Call(create, parts), typeof(ITuple));
    }

    private static MethodInfo Comparison(string name) =>
        typeof(NpgsqlDbFunctionsExtensions).GetMethod(name, [typeof(DbFunctions), typeof(ITuple), typeof(ITuple)])!;
}
