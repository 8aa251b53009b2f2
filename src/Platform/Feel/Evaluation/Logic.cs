namespace Verwaltung.Feel.Evaluation;

/// <summary>Three-valued logic (DMN 1.5, table 46): C# null is FEEL's null.</summary>
internal static class Logic
{
    public static bool? And(bool? left, bool? right) => left & right;

    public static bool? Or(bool? left, bool? right) => left | right;

    /// <summary>The truth of a value; everything but a boolean is null.</summary>
    public static bool? Truth(FeelValue value) => (value as FeelBoolean)?.Value;
}

/// <summary>Conjunction: false wins over null, null over true.</summary>
internal sealed record AndExpression(Expression Left, Expression Right) : Expression
{
    public override bool IsCondition => true;

    protected override FeelValue Calculate(Scope scope)
    {
        var left = Logic.Truth(Left.Evaluate(scope));
        return left == false ? FeelBoolean.False : Logic.And(left, Logic.Truth(Right.Evaluate(scope)));
    }
}

/// <summary>Disjunction: true wins over null, null over false.</summary>
internal sealed record OrExpression(Expression Left, Expression Right) : Expression
{
    public override bool IsCondition => true;

    protected override FeelValue Calculate(Scope scope)
    {
        var left = Logic.Truth(Left.Evaluate(scope));
        return left == true ? FeelBoolean.True : Logic.Or(left, Logic.Truth(Right.Evaluate(scope)));
    }
}

/// <summary>A comparison (tables 48 to 53).</summary>
internal sealed record ComparisonExpression(Expression Left, ComparisonOperator Operator, Expression Right) : Expression
{
    public override bool IsCondition => true;

    protected override FeelValue Calculate(Scope scope)
    {
        var (left, right) = (Left.Evaluate(scope), Right.Evaluate(scope));
        return Comparisons.Compare(left, Operator, right) is { } result
            ? result
            : scope.Fail($"A {left.Kind} and a {right.Kind} cannot be compared.");
    }
}

/// <summary><c>a between b and c</c>: both ends belong to it.</summary>
internal sealed record BetweenExpression(Expression Value, Expression Low, Expression High) : Expression
{
    public override bool IsCondition => true;

    protected override FeelValue Calculate(Scope scope)
    {
        var value = Value.Evaluate(scope);
        return Comparisons.Within(new FeelRange(Low.Evaluate(scope), true, High.Evaluate(scope), true), value) is { } result
            && Low.Evaluate(scope) is not FeelNull && High.Evaluate(scope) is not FeelNull
            ? result
            : scope.Fail($"A {value.Kind} cannot be compared with these ends.");
    }
}
