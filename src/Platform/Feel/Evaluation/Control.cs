using System.Collections.Immutable;

namespace Verwaltung.Feel.Evaluation;

/// <summary><c>if c then a else b</c>: everything but true takes the second way (clause 10.3.2.11).</summary>
internal sealed record IfExpression(Expression Condition, Expression Then, Expression Else) : Expression
{
    protected override FeelValue Calculate(Scope scope) => (Condition.Evaluate(scope).IsTrue ? Then : Else).Evaluate(scope);
}

/// <summary>A variable that runs over a list, over a range, or from one number or date to another.</summary>
internal sealed record Iterator(string Name, Expression Domain, Expression? End)
{
    /// <summary>The values in turn; C# null (and a warning) if there is nothing to run over.</summary>
    public IEnumerable<FeelValue>? Values(Scope scope)
    {
        var domain = Domain.Evaluate(scope);
        if (End is not null) return Series.Between(domain, End.Evaluate(scope), scope);
        return domain switch
        {
            FeelList list => list.Items,
            FeelRange range => Series.Of(range, scope),
            FeelNull => Series.None(scope, "null cannot be iterated."),
            _ => [domain],
        };
    }
}

/// <summary>
/// <c>for x in a, y in b return e</c>: every combination, the last variable fastest; later domains see earlier variables,
/// <c>partial</c> holds the results so far (clause 10.3.2.14).
/// </summary>
/// <param name="Iterators">The variables with their domains.</param>
/// <param name="Result">What each combination gives.</param>
/// <param name="UsesPartial">Whether the result reads <c>partial</c>; only then a copy is made for each combination.</param>
internal sealed record ForExpression(ImmutableArray<Iterator> Iterators, Expression Result, bool UsesPartial) : Expression
{
    protected override FeelValue Calculate(Scope scope)
    {
        var results = ImmutableArray.CreateBuilder<FeelValue>();
        var complete = Combinations.Visit(Iterators, scope, at =>
        {
            if (UsesPartial) scope.Environment.Spend(results.Count / 8);
            results.Add(Result.Evaluate(UsesPartial ? at.With("partial", new FeelList(results.ToImmutable())) : at));
            return results.Count < Series.Limit || scope.Fail($"An iteration gives more than {Series.Limit} results.") is null;
        });
        return complete ? new FeelList(results.ToImmutable()) : FeelNull.Instance;
    }
}

/// <summary><c>some</c> and <c>every</c>: the disjunction or conjunction over every combination (clause 10.3.2.15).</summary>
internal sealed record QuantifiedExpression(bool Every, ImmutableArray<Iterator> Iterators, Expression Condition) : Expression
{
    public override bool IsCondition => true;

    protected override FeelValue Calculate(Scope scope)
    {
        bool? result = Every;
        var decided = false;
        var complete = Combinations.Visit(Iterators, scope, at =>
        {
            var holds = Logic.Truth(Condition.Evaluate(at));
            result = Every ? Logic.And(result, holds) : Logic.Or(result, holds);
            decided = result == !Every;
            return !decided;
        });
        return complete || decided ? result : FeelNull.Instance;
    }
}

/// <summary>Walks through every combination of iterators.</summary>
internal static class Combinations
{
    /// <summary>False if a domain cannot be iterated or <paramref name="visit"/> asked to stop.</summary>
    public static bool Visit(ReadOnlySpan<Iterator> iterators, Scope scope, Func<Scope, bool> visit)
    {
        if (iterators is not [var first, .. var rest]) return visit(scope);
        if (first.Values(scope) is not { } values) return false;
        foreach (var value in values)
            if (!Visit(rest, scope.With(first.Name, value), visit)) return false;
        return true;
    }

    public static bool Visit(ImmutableArray<Iterator> iterators, Scope scope, Func<Scope, bool> visit) => Visit(iterators.AsSpan(), scope, visit);
}
