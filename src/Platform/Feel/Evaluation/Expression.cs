using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Verwaltung.Feel.Functions;

namespace Verwaltung.Feel.Evaluation;

/// <summary>A node of the syntax tree with its meaning. Immutable; evaluation never throws, it answers null and says why.</summary>
internal abstract record Expression
{
    /// <summary>
    /// The value in a scope. An expression nested deeper than the stack allows, and a value larger than can be kept, are null, not
    /// the end of the host.
    /// </summary>
    /// <exception cref="BudgetExceededException">The environment allows no further step.</exception>
    public FeelValue Evaluate(Scope scope)
    {
        scope.Environment.Spend(1);
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) return scope.Fail("An expression is nested too deeply, or calls itself too often.");
        var value = Calculate(scope);
        return value.Extent.IsTooLarge ? scope.Fail($"A {value.Kind} becomes too large to be kept.") : value;
    }

    protected abstract FeelValue Calculate(Scope scope);

    /// <summary>Whether the expression is a condition by its form, so that as a unary test its own truth counts.</summary>
    public virtual bool IsCondition => false;
}

/// <summary>A number, string, boolean, null or at-literal.</summary>
internal sealed record LiteralExpression(FeelValue Value) : Expression
{
    protected override FeelValue Calculate(Scope scope) => Value;
}

/// <summary>An expression in parentheses, kept because <c>(a)</c> and <c>a</c> print differently.</summary>
internal sealed record ParenthesisExpression(Expression Inner) : Expression
{
    public override bool IsCondition => Inner.IsCondition;

    protected override FeelValue Calculate(Scope scope) => Inner.Evaluate(scope);
}

/// <summary>A name: a variable, else a function of the host, else a built-in one.</summary>
internal sealed record NameExpression(string Name) : Expression
{
    protected override FeelValue Calculate(Scope scope) =>
        scope.TryGet(Name, out var value) ? value
        : scope.Environment.Functions.TryGetValue(Name, out var own) ? own
        : BuiltIns.All.TryGetValue(Name, out var builtIn) ? builtIn
        : AsPath(scope) ?? scope.Fail($"There is no variable '{Name}'.");

    // A parameter may be named "Person.Name"; where it is not in scope, the same words are a path.
    private FeelValue? AsPath(Scope scope)
    {
        var dot = Name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && scope.TryGet(Name[..dot].TrimEnd(), out var start) && start is FeelContext context ? context.GetPath(Name[(dot + 1)..].Trim()) : null;
    }
}

/// <summary>A list of expressions (clause 10.3.2.5).</summary>
internal sealed record ListExpression(ImmutableArray<Expression> Items) : Expression
{
    protected override FeelValue Calculate(Scope scope) => FeelList.From(Items.Select(item => item.Evaluate(scope)));
}

/// <summary>An entry of a context: later entries see the earlier ones.</summary>
internal sealed record ContextEntry(string Key, Expression Value);

/// <summary>A context (clause 10.3.2.6). A key that stands twice makes it null.</summary>
internal sealed record ContextExpression(ImmutableArray<ContextEntry> Entries) : Expression
{
    protected override FeelValue Calculate(Scope scope)
    {
        var context = FeelContext.Empty;
        foreach (var (key, value) in Entries)
        {
            if (context.Contains(key)) return scope.Fail($"The entry '{key}' stands twice in one context.");
            context = context.With(key, value.Evaluate(scope.With(context)));
        }

        return context;
    }
}

/// <summary>A range (clause 10.3.2.7); its ends must be of one kind that can be ordered, and in order.</summary>
internal sealed record RangeExpression(Expression Low, bool LowIncluded, Expression High, bool HighIncluded) : Expression
{
    protected override FeelValue Calculate(Scope scope)
    {
        var (low, high) = (Low.Evaluate(scope), High.Evaluate(scope));
        return Comparisons.Order(low, high) is <= 0
            ? new FeelRange(low, LowIncluded, high, HighIncluded)
            : scope.Fail($"{low} to {high} is no range.");
    }
}
