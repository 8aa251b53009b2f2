using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow.Decisions.Logic;

/// <summary>How hits become a result (DMN 1.5, clause 8.2.10).</summary>
internal enum HitPolicy { Unique, First, Priority, Any, Collect, CollectSum, CollectMin, CollectMax, CollectCount, RuleOrder, OutputOrder }

internal static class HitPolicies
{
    private static readonly Dictionary<HitPolicy, FeelExpression> Aggregations = new()
    {
        [HitPolicy.CollectSum] = FeelExpression.Parse("sum(hits)"),
        [HitPolicy.CollectMin] = FeelExpression.Parse("min(hits)"),
        [HitPolicy.CollectMax] = FeelExpression.Parse("max(hits)"),
        [HitPolicy.CollectCount] = FeelExpression.Parse("count(hits)"),
    };

    /// <summary>The policy of a file's attributes, C# null if it is none.</summary>
    public static HitPolicy? Parse(string policy, string? aggregation) => (policy, aggregation) switch
    {
        ("UNIQUE", _) => HitPolicy.Unique,
        ("FIRST", _) => HitPolicy.First,
        ("PRIORITY", _) => HitPolicy.Priority,
        ("ANY", _) => HitPolicy.Any,
        ("RULE ORDER", _) => HitPolicy.RuleOrder,
        ("OUTPUT ORDER", _) => HitPolicy.OutputOrder,
        ("COLLECT", null or "") => HitPolicy.Collect,
        ("COLLECT", "SUM") => HitPolicy.CollectSum,
        ("COLLECT", "MIN") => HitPolicy.CollectMin,
        ("COLLECT", "MAX") => HitPolicy.CollectMax,
        ("COLLECT", "COUNT") => HitPolicy.CollectCount,
        _ => null,
    };

    /// <summary>The result of at least one hit.</summary>
    /// <exception cref="DecisionException">UNIQUE or ANY, and the hits contradict that.</exception>
    public static FeelValue Result(DecisionTable table, ImmutableArray<Hit> hits, FeelContext scope, LogicRun run) => table.Policy switch
    {
        HitPolicy.Unique => hits is [var only] ? only.Output : throw Contradiction(hits, run, "its hit policy UNIQUE allows one"),
        HitPolicy.Any => hits.All(hit => hit.Output == hits[0].Output)
            ? hits[0].Output
            : throw Contradiction(hits, run, "with different results, which its hit policy ANY forbids"),
        HitPolicy.First => hits[0].Output,
        HitPolicy.Priority => Ranked(table, hits, scope, run.Environment).First().Output,
        HitPolicy.OutputOrder => All(Ranked(table, hits, scope, run.Environment)),
        HitPolicy.Collect or HitPolicy.RuleOrder => All(hits),
        _ => Aggregations[table.Policy].Evaluate(FeelContext.Empty.With("hits", All(hits)), run.Environment),
    };

    private static IEnumerable<Hit> Ranked(DecisionTable table, ImmutableArray<Hit> hits, FeelContext scope, FeelEnvironment environment) =>
        hits.OrderBy(hit => table.Ranks(hit, scope, environment).ToArray(), Comparer<int[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));

    private static FeelList All(IEnumerable<Hit> hits) => FeelList.From(hits.Select(hit => hit.Output));

    private static DecisionException Contradiction(ImmutableArray<Hit> hits, LogicRun run, string policy) =>
        new(
            run.ElementId,
            $"In the table of '{run.ElementId}' the rules {string.Join(", ", hits.Select(hit => $"{hit.Rule.Number} ({hit.Rule.Id})"))} "
            + $"match at once: {policy}.");
}
