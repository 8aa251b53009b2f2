using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow.Decisions.Logic;

/// <summary>A boxed conditional (DMN 1.5, clause 10.2.1.8).</summary>
internal sealed record ConditionalLogic(ItemType? Type, BoxedLogic If, BoxedLogic Then, BoxedLogic Else) : BoxedLogic(Type)
{
    protected override FeelValue Calculate(FeelContext scope, LogicRun run) => If.Evaluate(scope, run) switch
    {
        FeelBoolean { Value: true } => Then.Evaluate(scope, run),
        FeelBoolean or FeelNull => Else.Evaluate(scope, run),
        var other => run.Environment.Fail($"The condition in '{run.ElementId}' is {other}, neither true nor false."),
    };
}

/// <summary>A boxed filter (clause 10.2.1.9): by a condition on each item, or by an index.</summary>
internal sealed record FilterLogic(ItemType? Type, BoxedLogic In, BoxedLogic Match) : BoxedLogic(Type)
{
    private static readonly FeelExpression At = FeelExpression.Parse("list[index]");

    protected override FeelValue Calculate(FeelContext scope, LogicRun run)
    {
        var list = In.Evaluate(scope, run) switch { FeelList own => own, FeelNull => FeelList.Empty, var single => FeelList.Of(single) };
        if (list.Items is [var first, ..] && Match.Evaluate(For(first, scope), run) is FeelNumber index)
            return At.Evaluate(FeelContext.Empty.With("list", list).With("index", index), run.Environment);
        return Matching(list, scope, run);
    }

    // Each match is a boolean; null is none, anything else makes the filter null.
    private FeelValue Matching(FeelList list, FeelContext scope, LogicRun run)
    {
        var matching = ImmutableArray.CreateBuilder<FeelValue>();
        foreach (var item in list.Items)
        {
            var match = Match.Evaluate(For(item, scope), run);
            if (match is not (FeelBoolean or FeelNull)) return run.Environment.Fail($"The match in '{run.ElementId}' is {match}, neither true nor false.");
            if (match.IsTrue) matching.Add(item);
        }

        return new FeelList(matching.ToImmutable());
    }

    private static FeelContext For(FeelValue item, FeelContext scope) =>
        item is FeelContext context ? scope.With("item", item).With(context) : scope.With("item", item);
}

internal enum IterationKind { For, Some, Every }

/// <summary>A boxed iteration (clauses 10.2.1.10 to 10.2.1.12) over a list or a range.</summary>
internal sealed record IterationLogic(ItemType? Type, IterationKind Kind, string Variable, BoxedLogic In, BoxedLogic Body) : BoxedLogic(Type)
{
    private static readonly FeelExpression Items = FeelExpression.Parse("for x in domain return x");
    private static readonly FeelExpression All = FeelExpression.Parse("all(results)");
    private static readonly FeelExpression Any = FeelExpression.Parse("any(results)");

    // Each result would be a copy of all before it, so a literal that does not read them is spared that.
    private bool UsesPartial => Body is not LiteralLogic literal || literal.Expression.Text.Contains("partial", StringComparison.Ordinal);

    protected override FeelValue Calculate(FeelContext scope, LogicRun run)
    {
        if (Items.Evaluate(FeelContext.Empty.With("domain", In.Evaluate(scope, run)), run.Environment) is not FeelList domain) return FeelNull.Instance;
        var results = ImmutableArray.CreateBuilder<FeelValue>(domain.Items.Length);
        foreach (var item in domain.Items)
        {
            if (!run.Environment.TrySpend(UsesPartial ? results.Count / 8 : 0)) return FeelNull.Instance;
            results.Add(
                Body.Evaluate(UsesPartial ? scope.With(Variable, item).With("partial", new FeelList(results.ToImmutable())) : scope.With(Variable, item), run));
        }

        return Kind == IterationKind.For ? new FeelList(results.ToImmutable()) : Quantified(results.ToImmutable(), run);
    }

    // A condition that is neither true, false nor null has no truth, and so the whole has none.
    private FeelValue Quantified(ImmutableArray<FeelValue> results, LogicRun run) =>
        results.FirstOrDefault(result => result is not (FeelBoolean or FeelNull)) is { } other
            ? run.Environment.Fail($"The condition in '{run.ElementId}' is {other}, neither true nor false.")
            : (Kind == IterationKind.Every ? All : Any).Evaluate(FeelContext.Empty.With("results", new FeelList(results)), run.Environment);
}
