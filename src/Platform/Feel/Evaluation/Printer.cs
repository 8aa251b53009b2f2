using System.Runtime.CompilerServices;
using Verwaltung.Feel.Functions;

namespace Verwaltung.Feel.Evaluation;

/// <summary>A syntax tree as FEEL text; parsing it again gives the same tree.</summary>
internal static class Printer
{
    // What is nested deeper than the stack allows cannot be evaluated either.
    public static string Print(Expression expression) => !RuntimeHelpers.TryEnsureSufficientExecutionStack() ? "..." : expression switch
    {
        LiteralExpression literal => Literal(literal.Value),
        ParenthesisExpression parenthesis => $"({Print(parenthesis.Inner)})",
        NameExpression name => name.Name,
        ListExpression list => $"[{Join(list.Items)}]",
        ContextExpression context => $"{{{string.Join(", ", context.Entries.Select(entry => $"{FeelText.Quoted(entry.Key)}: {Print(entry.Value)}"))}}}",
        RangeExpression range => $"{(range.LowIncluded ? '[' : '(')}{Print(range.Low)}..{Print(range.High)}{(range.HighIncluded ? ']' : ')')}",
        PathExpression path => $"{Print(path.Source)}.{path.Name}",
        FilterExpression filter => $"{Print(filter.Source)}[{Print(filter.Filter)}]",
        NegationExpression negation => $"-{Print(negation.Operand)}",
        ArithmeticExpression arithmetic => $"{Print(arithmetic.Left)} {arithmetic.Operator} {Print(arithmetic.Right)}",
        ComparisonExpression comparison => $"{Print(comparison.Left)} {Comparisons.Symbol(comparison.Operator)} {Print(comparison.Right)}",
        AndExpression and => $"{Print(and.Left)} and {Print(and.Right)}",
        OrExpression or => $"{Print(or.Left)} or {Print(or.Right)}",
        BetweenExpression between => $"{Print(between.Value)} between {Print(between.Low)} and {Print(between.High)}",
        InExpression @in => $"{Print(@in.Value)} in ({Print(@in.Tests)})",
        InstanceOfExpression instance => $"{Print(instance.Value)} instance of {instance.Type}",
        UnaryOperatorExpression unary => $"{Comparisons.Symbol(unary.Operator)} {Print(unary.Operand)}",
        UnaryTestsExpression tests => Tests(tests),
        IfExpression @if => $"if {Print(@if.Condition)} then {Print(@if.Then)} else {Print(@if.Else)}",
        ForExpression @for => $"for {Join(@for.Iterators)} return {Print(@for.Result)}",
        QuantifiedExpression quantified => $"{(quantified.Every ? "every" : "some")} {Join(quantified.Iterators)} satisfies {Print(quantified.Condition)}",
        FunctionExpression function =>
            $"function({string.Join(", ", function.Parameters.Select(Parameter))}) {(function.External ? "external " : "")}{Print(function.Body)}",
        InvocationExpression invocation => $"{Print(invocation.Function)}({string.Join(", ", invocation.Arguments.Select(Argument))})",
        _ => throw new InvalidOperationException($"Expected a node of FEEL but found {expression.GetType().Name}."),
    };

    private static string Literal(FeelValue value) => value switch
    {
        FeelNull or FeelBoolean or FeelNumber or FeelString => FeelText.Nested(value),
        _ => $"@{FeelText.Quoted(FeelText.Of(value))}",
    };

    private static string Tests(UnaryTestsExpression tests)
    {
        var text = string.Join(", ", tests.Tests.Select(test => Print(test.Expression)));
        return tests.Tests.IsEmpty ? "-" : tests.Negated ? $"not({text})" : text;
    }

    private static string Join(IEnumerable<Expression> expressions) => string.Join(", ", expressions.Select(Print));

    private static string Join(IEnumerable<Iterator> iterators) =>
        string.Join(", ", iterators.Select(i => $"{i.Name} in {Print(i.Domain)}{(i.End is null ? "" : $"..{Print(i.End)}")}"));

    private static string Parameter(FeelParameter parameter) =>
        parameter.Type == FeelType.Any ? parameter.Name : $"{parameter.Name}: {parameter.Type}";

    private static string Argument(Argument argument) =>
        argument.Name is null ? Print(argument.Value) : $"{argument.Name}: {Print(argument.Value)}";
}
