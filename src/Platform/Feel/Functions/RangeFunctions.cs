using Verwaltung.Feel.Evaluation;
using Verwaltung.Feel.Syntax;
using static Verwaltung.Feel.Functions.BuiltIn;

namespace Verwaltung.Feel.Functions;

/// <summary>
/// Relations of points and ranges after Allen's interval algebra (DMN 1.5, clause 10.3.4.9, table 78). A point is the
/// closed range of itself; the inverse relations are the same with the arguments exchanged.
/// </summary>
internal static class RangeFunctions
{
    public static BuiltIn[] All { get; } =
    [
        Relation("before", Before),
        Relation("after", (a, b) => Before(b, a)),
        Relation("meets", Meets),
        Relation("met by", (a, b) => Meets(b, a)),
        Relation("overlaps", Overlaps),
        Relation("overlaps before", OverlapsBefore),
        Relation("overlaps after", (a, b) => OverlapsBefore(b, a)),
        Relation("finishes", Finishes),
        Relation("finished by", (a, b) => Finishes(b, a)),
        Relation("includes", Includes),
        Relation("during", (a, b) => Includes(b, a)),
        Relation("starts", Starts),
        Relation("started by", (a, b) => Starts(b, a)),
        Relation("coincides", (a, b) => Equal(a.Low, b.Low) & a.LowIncluded == b.LowIncluded & Equal(a.High, b.High) & a.HighIncluded == b.HighIncluded),
        Define("range(from: string)", (a, environment) => Parse(a[0].Text(), environment)),
    ];

    private static BuiltIn Relation(string name, Func<FeelRange, FeelRange, bool?> holds) =>
        Define($"{name}(a: Any, b: Any)", a => holds(AsRange(a[0]), AsRange(a[1])));

    private static FeelRange AsRange(FeelValue value) => value as FeelRange ?? new FeelRange(value, true, value, true);

    private static bool? Equal(FeelValue a, FeelValue b) => Comparisons.Order(a, b) is { } order ? order == 0 : null;

    private static bool? Less(FeelValue a, FeelValue b) => Comparisons.Order(a, b) is { } order ? order < 0 : null;

    private static bool? Before(FeelRange a, FeelRange b) =>
        Less(a.High, b.Low) | (Equal(a.High, b.Low) & !(a.HighIncluded && b.LowIncluded));

    private static bool? Meets(FeelRange a, FeelRange b) => Equal(a.High, b.Low) & (a.HighIncluded && b.LowIncluded);

    private static bool? Overlaps(FeelRange a, FeelRange b) => Reaches(a, b) & Reaches(b, a);

    // a's end is not before b's start
    private static bool? Reaches(FeelRange a, FeelRange b) =>
        Less(b.Low, a.High) | (Equal(a.High, b.Low) & (a.HighIncluded && b.LowIncluded));

    private static bool? OverlapsBefore(FeelRange a, FeelRange b) =>
        (Less(a.Low, b.Low) | (Equal(a.Low, b.Low) & (a.LowIncluded && !b.LowIncluded))) & Reaches(a, b) & EndsWithin(a, b);

    private static bool? Finishes(FeelRange a, FeelRange b) =>
        Equal(a.High, b.High) & a.HighIncluded == b.HighIncluded & StartsWithin(a, b);

    private static bool? Starts(FeelRange a, FeelRange b) =>
        Equal(a.Low, b.Low) & a.LowIncluded == b.LowIncluded & EndsWithin(a, b);

    private static bool? Includes(FeelRange a, FeelRange b) => StartsWithin(b, a) & EndsWithin(b, a);

    private static bool? StartsWithin(FeelRange inner, FeelRange outer) =>
        Less(outer.Low, inner.Low) | (Equal(outer.Low, inner.Low) & (!inner.LowIncluded || outer.LowIncluded));

    private static bool? EndsWithin(FeelRange inner, FeelRange outer) =>
        Less(inner.High, outer.High) | (Equal(inner.High, outer.High) & (!inner.HighIncluded || outer.HighIncluded));

    // Only a range of constants is one: nothing in a text may be calculated.
    private static FeelValue? Parse(string text, FeelEnvironment environment)
    {
        try
        {
            var parsed = Parser.ParseExpression(text, [], Parser.NoTypes);
            return parsed.Root is RangeExpression range && IsConstant(range.Low) && IsConstant(range.High)
                ? range.Evaluate(new Scope(FeelContext.Empty, environment)) as FeelRange
                : null;
        }
        catch (FeelSyntaxException)
        {
            return null;
        }
    }

    private static bool IsConstant(Expression end) => end switch
    {
        LiteralExpression => true,
        NegationExpression negation => negation.Operand is LiteralExpression,
        InvocationExpression { Function: NameExpression { Name: "date" or "time" or "date and time" or "duration" } } call =>
            call.Arguments.All(argument => argument.Value is LiteralExpression),
        _ => false,
    };
}
