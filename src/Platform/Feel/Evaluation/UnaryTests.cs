using System.Collections.Immutable;
using Verwaltung.Feel.Types;

namespace Verwaltung.Feel.Evaluation;

/// <summary>One unary test and whether it names the input as <c>?</c>.</summary>
internal sealed record UnaryTest(Expression Expression, bool NamesInput)
{
    /// <summary>
    /// A condition passes when it holds; any other value passes when the input equals it, lies in its range, or is among
    /// its items (DMN 1.5, clause 7.3.3 and table 55).
    /// </summary>
    public bool? Passes(FeelValue input, Scope scope)
    {
        var value = Expression.Evaluate(scope);
        return NamesInput || Expression.IsCondition || (value is FeelBoolean && input is not (FeelBoolean or FeelNull or FeelList))
            ? Logic.Truth(value)
            : In(input, value);
    }

    private bool? In(FeelValue input, FeelValue value) => value switch
    {
        FeelNull when Expression is RangeExpression or UnaryOperatorExpression => null,
        FeelRange range => InRange(input, range),
        FeelList list => Comparisons.Equal(input, list) == true || InItems(input, list) == true,
        _ => Comparisons.Equal(input, value),
    };

    private static bool? InItems(FeelValue input, FeelList list) =>
        list.Items.Aggregate((bool?)false, (found, item) => Logic.Or(found, item is FeelRange range ? InRange(input, range) : Comparisons.Equal(input, item)));

    private static bool? InRange(FeelValue input, FeelRange range) => input is FeelRange ? Comparisons.Equal(input, range)
        : range.IsPoint ? Comparisons.Equal(input, range.Low)
        : Comparisons.Within(range, input);
}

/// <summary>Unary tests: any of them passes, or with <c>not</c> none of them; no test at all is <c>-</c> and always passes.</summary>
internal sealed record UnaryTestsExpression(ImmutableArray<UnaryTest> Tests, bool Negated) : Expression
{
    protected override FeelValue Calculate(Scope scope)
    {
        if (Tests.IsEmpty) return FeelBoolean.True;
        scope.TryGet(Scope.Input, out var input);
        var any = Tests.Aggregate((bool?)false, (passed, test) => passed == true ? passed : Logic.Or(passed, test.Passes(input, scope)));
        return Negated ? !any : any;
    }
}

/// <summary><c>value in tests</c> (table 55).</summary>
internal sealed record InExpression(Expression Value, UnaryTestsExpression Tests) : Expression
{
    public override bool IsCondition => true;

    protected override FeelValue Calculate(Scope scope) => Tests.Evaluate(scope.With(Scope.Input, Value.Evaluate(scope)));
}

/// <summary><c>&lt; 5</c> as a value of its own: the range of everything below five; <c>= x</c> is the range of x alone.</summary>
internal sealed record UnaryOperatorExpression(ComparisonOperator Operator, Expression Operand) : Expression
{
    // != has no range, so it tests the input itself.
    public override bool IsCondition => Operator is ComparisonOperator.NotEqual;

    protected override FeelValue Calculate(Scope scope)
    {
        var end = Operand.Evaluate(scope);
        return Operator switch
        {
            ComparisonOperator.NotEqual => scope.TryGet(Scope.Input, out var input)
                ? Comparisons.Compare(input, Operator, end)
                : scope.Fail("'!=' needs two values here."),
            _ when end is FeelNull => scope.Fail("A range needs an end that is not null."),
            ComparisonOperator.Equal => new FeelRange(end, true, end, true, IsPoint: true),
            ComparisonOperator.Less or ComparisonOperator.LessOrEqual =>
                new FeelRange(FeelNull.Instance, false, end, Operator is ComparisonOperator.LessOrEqual),
            _ => new FeelRange(end, Operator is ComparisonOperator.GreaterOrEqual, FeelNull.Instance, false),
        };
    }
}

/// <summary><c>value instance of type</c> (clause 10.3.2.9).</summary>
internal sealed record InstanceOfExpression(Expression Value, FeelType Type) : Expression
{
    public override bool IsCondition => true;

    protected override FeelValue Calculate(Scope scope) => Conformance.IsInstance(Value.Evaluate(scope), Type);
}
