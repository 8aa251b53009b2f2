using System.Collections.Immutable;
using Verwaltung.Feel;

namespace Verwaltung.Workflow.Decisions.Logic;

/// <summary>An input column: the expression whose value is tested, and the values it may have.</summary>
internal sealed record TableInput(FeelExpression Expression, ItemType? Type, FeelUnaryTests? Allowed);

/// <summary>An output column.</summary>
/// <param name="Name">Name of the entry when the table has several outputs.</param>
/// <param name="Ranking">Its values as a list, first the highest, for the policies PRIORITY and OUTPUT ORDER.</param>
/// <param name="Default">The value when no rule matches.</param>
internal sealed record TableOutput(string? Name, ItemType? Type, FeelExpression? Ranking, FeelUnaryTests? Allowed, FeelExpression? Default);

/// <summary>A row.</summary>
internal sealed record TableRule(
    string Id, int Number, string? Description, ImmutableArray<FeelUnaryTests?> Inputs, ImmutableArray<FeelExpression> Outputs,
    ImmutableArray<RuleAnnotation> Annotations);

/// <summary>A decision table (DMN 1.5, clause 8): every rule is tested, the hit policy makes one result of the hits.</summary>
internal sealed record DecisionTable(
    ItemType? Type, HitPolicy Policy, ImmutableArray<TableInput> Inputs, ImmutableArray<TableOutput> Outputs,
    ImmutableArray<TableRule> Rules) : BoxedLogic(Type)
{
    protected override FeelValue Calculate(FeelContext scope, LogicRun run)
    {
        if (InputValues(scope, run) is not { } inputs) return FeelNull.Instance;
        var matching = Rules.Where(rule => Matches(rule, inputs, scope, run.Environment)).ToList();
        if (Policy is HitPolicy.First) matching = matching[..Math.Min(1, matching.Count)];
        foreach (var rule in matching) run.Run.Rules.Add(new MatchedRule(run.ElementId, rule.Id, rule.Number, rule.Description, rule.Annotations));
        if (matching.Count == 0) return Default(scope, run);
        return HitPolicies.Result(this, [.. matching.Select(rule => new Hit(rule, OutputOf(rule, scope, run.Environment)))], scope, run);
    }

    /// <summary>The ranks of a hit's outputs, column by column; what is not listed comes last.</summary>
    public IEnumerable<int> Ranks(Hit hit, FeelContext scope, FeelEnvironment environment) =>
        Outputs.Select(output => Rank(output, hit.Of(output), scope, environment));

    // C# null: an input has a value that is not allowed, so the table has no result (clause 8.3.2).
    private ImmutableArray<FeelValue>? InputValues(FeelContext scope, LogicRun run)
    {
        var values = ImmutableArray.CreateBuilder<FeelValue>(Inputs.Length);
        foreach (var (expression, type, allowed) in Inputs)
        {
            var value = expression.Evaluate(scope, run.Environment);
            value = type?.Convert(value, $"Input '{expression.Text}' of '{run.ElementId}'", run.Environment) ?? value;
            if (allowed is not null && value is not FeelNull && !allowed.Matches(value, scope, run.Environment))
            {
                run.Environment.Fail($"Input '{expression.Text}' of '{run.ElementId}': the value {value} is not among {allowed.Text}.");
                return null;
            }

            values.Add(value);
        }

        return values.ToImmutable();
    }

    private static bool Matches(TableRule rule, ImmutableArray<FeelValue> inputs, FeelContext scope, FeelEnvironment environment)
    {
        for (var i = 0; i < inputs.Length; i++)
            if (rule.Inputs[i] is { } tests && !tests.Matches(inputs[i], scope, environment)) return false;
        return true;
    }

    private FeelValue OutputOf(TableRule rule, FeelContext scope, FeelEnvironment environment) =>
        Output(Outputs.Zip(rule.Outputs, (output, entry) => Typed(output, entry.Evaluate(scope, environment), environment)));

    private FeelValue Default(FeelContext scope, LogicRun run)
    {
        if (Outputs.All(output => output.Default is null)) return FeelNull.Instance;
        var value = Output(
            Outputs.Select(output => output.Default is { } text ? Typed(output, text.Evaluate(scope, run.Environment), run.Environment) : FeelNull.Instance));
        return value;
    }

    private static FeelValue Typed(TableOutput output, FeelValue value, FeelEnvironment environment)
    {
        var typed = output.Type?.Convert(value, $"Output '{output.Name}'", environment) ?? value;
        return output.Allowed is null || typed is FeelNull || output.Allowed.Matches(typed, FeelContext.Empty, environment)
            ? typed
            : environment.Fail($"Output '{output.Name}': the value {value} is not among {output.Allowed.Text}.");
    }

    // One output is a value, several are a context (clause 8.2.11).
    private FeelValue Output(IEnumerable<FeelValue> values) => Outputs.Length == 1
        ? values.Single()
        : FeelContext.From(Outputs.Zip(values, (output, value) => KeyValuePair.Create(output.Name!, value)));

    private static int Rank(TableOutput output, FeelValue value, FeelContext scope, FeelEnvironment environment)
    {
        var ranking = output.Ranking?.Evaluate(scope, environment) is FeelList list ? list.Items : [];
        var rank = ranking.IndexOf(value);
        return rank < 0 ? int.MaxValue : rank;
    }
}

/// <summary>A rule that matched with its output.</summary>
internal sealed record Hit(TableRule Rule, FeelValue Output)
{
    public FeelValue Of(TableOutput column) => column.Name is { } name && Output is FeelContext context && context.TryGet(name, out var value) ? value : Output;
}
