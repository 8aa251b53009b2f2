using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Verwaltung.Feel;

namespace Verwaltung.Workflow.Decisions.Logic;

/// <summary>Where a piece of logic is evaluated: the run and the element that it belongs to.</summary>
internal sealed record LogicRun(DecisionRun Run, string ElementId)
{
    public FeelEnvironment Environment => Run.Environment;
}

/// <summary>A boxed expression (DMN 1.5, clause 10.2). Errors give null and a warning, as in FEEL.</summary>
internal abstract record BoxedLogic(ItemType? Type)
{
    public FeelValue Evaluate(FeelContext scope, LogicRun run)
    {
        if (!run.Environment.TrySpend(1)) return FeelNull.Instance;
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) return run.Environment.Fail($"'{run.ElementId}' calls itself too often.");
        var value = Calculate(scope, run);
        return Type?.Convert(value, $"Expression in '{run.ElementId}'", run.Environment) ?? value;
    }

    protected abstract FeelValue Calculate(FeelContext scope, LogicRun run);
}

/// <summary>A literal expression (clause 7.3.1).</summary>
internal sealed record LiteralLogic(ItemType? Type, FeelExpression Expression) : BoxedLogic(Type)
{
    protected override FeelValue Calculate(FeelContext scope, LogicRun run) => Expression.Evaluate(scope, run.Environment);
}

/// <summary>An entry of a boxed context; the one without a name is the context's result.</summary>
internal sealed record LogicEntry(string? Name, ItemType? Type, BoxedLogic Logic);

/// <summary>A boxed context (clause 10.2.1.4): entries see the ones before them.</summary>
internal sealed record ContextLogic(ItemType? Type, ImmutableArray<LogicEntry> Entries) : BoxedLogic(Type)
{
    protected override FeelValue Calculate(FeelContext scope, LogicRun run)
    {
        var result = FeelContext.Empty;
        foreach (var (name, type, logic) in Entries)
        {
            var value = logic.Evaluate(scope, run);
            if (name is null) return value;
            value = type?.Convert(value, $"Entry '{name}' in '{run.ElementId}'", run.Environment) ?? value;
            result = result.With(name, value);
            scope = scope.With(name, value);
        }

        return result;
    }
}

/// <summary>A boxed invocation (clause 10.2.1.3): arguments are bound by the names of parameters.</summary>
internal sealed record InvocationLogic(ItemType? Type, BoxedLogic Function, ImmutableArray<LogicEntry> Bindings) : BoxedLogic(Type)
{
    protected override FeelValue Calculate(FeelContext scope, LogicRun run) =>
        Function.Evaluate(scope, run) is FeelFunction function
            ? function.Invoke(
                FeelContext.From(Bindings.Select(binding => KeyValuePair.Create(binding.Name!, binding.Logic.Evaluate(scope, run)))), run.Environment)
            : run.Environment.Fail($"What is invoked in '{run.ElementId}' is no function.");
}

/// <summary>A boxed function (clause 10.2.1.7).</summary>
internal sealed record FunctionLogic(ItemType? Type, ImmutableArray<FeelParameter> Parameters, BoxedLogic? Body) : BoxedLogic(Type)
{
    protected override FeelValue Calculate(FeelContext scope, LogicRun run) => Function("", () => scope, null, run);

    /// <summary>The function with the scope in which its body is evaluated, asked for at each call so that knowledge may call itself.</summary>
    public FeelValue Function(string name, Func<FeelContext> scope, ItemType? result, LogicRun run)
    {
        if (Body is null) return run.Environment.Fail($"'{run.ElementId}' has no body that can be evaluated.");
        return new FeelFunction(name, [new FeelSignature(Parameters, (arguments, environment) =>
        {
            var inner = Parameters.Zip(arguments).Aggregate(scope(), (at, pair) => at.With(pair.First.Name, pair.Second));
            var value = Body.Evaluate(inner, run);
            return result?.Convert(value, $"Result of '{name}'", environment) ?? value;
        })]);
    }
}

/// <summary>A boxed list (clause 10.2.1.5).</summary>
internal sealed record ListLogic(ItemType? Type, ImmutableArray<BoxedLogic> Items) : BoxedLogic(Type)
{
    protected override FeelValue Calculate(FeelContext scope, LogicRun run) => FeelList.From(Items.Select(item => item.Evaluate(scope, run)));
}

/// <summary>A relation (clause 10.2.1.6): a list of contexts with the columns' names.</summary>
internal sealed record RelationLogic(ItemType? Type, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<BoxedLogic>> Rows) : BoxedLogic(Type)
{
    protected override FeelValue Calculate(FeelContext scope, LogicRun run) => FeelList.From(Rows.Select(row =>
        (FeelValue)FeelContext.From(Columns.Zip(row, (column, cell) => KeyValuePair.Create(column, cell.Evaluate(scope, run))))));
}
