using System.Linq.Expressions;
namespace Verwaltung.GraphQl;
internal static class FilterExpression { public static Expression<Func<T, bool>> Of<T>(FilterNode node) => throw new NotImplementedException($"{node}"); }
internal static class Keyset { public static Expression Lexicographic(IReadOnlyList<Expression> keys, IReadOnlyList<Expression> values, bool greater) => throw new NotImplementedException($"{keys}{values}{greater}"); }
