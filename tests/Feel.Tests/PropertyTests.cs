using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Verwaltung.Feel.Tests;

/// <summary>Laws that hold for every value, tried with made-up ones.</summary>
public sealed class PropertyTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly Gen<decimal> Numbers = Gen.Choose(-1_000_000, 1_000_000).Select(n => n / 100m);

    private static readonly Gen<string> Leaves = Gen.OneOf(
        Numbers.Select(n => n < 0 ? $"({Text(n)})" : Text(n)),
        Gen.Elements("true", "false", "null", "a", "b.c", "\"x\\\"y\"", "@\"P1D\"", "[1..5)", "date(\"2026-11-22\")", "?"));

    private static Gen<string> Expressions(int depth) => depth == 0 ? Leaves : Gen.OneOf(
        Leaves,
        Combine(depth, Gen.Elements("+", "-", "*", "/", "**", "and", "or", "=", "!=", "<", "<=", ">", ">="), (a, o, b) => $"({a} {o} {b})"),
        Combine(depth, Gen.Elements("in", "between 1 and"), (a, o, b) => $"({a}) {o} ({b})"),
        Combine(depth, Gen.Constant(""), (a, _, b) => $"if {a} then {b} else -1"),
        Combine(depth, Gen.Constant(""), (a, _, b) => $"[{a}, {b}][item > 1]"),
        Combine(depth, Gen.Constant(""), (a, _, b) => $"for x in [{a}], y in 1..3 return {{k: x, \"m n\": {b}}}"),
        Combine(depth, Gen.Elements("some", "every"), (a, o, b) => $"({o} x in [{a}] satisfies {b})"),
        Combine(depth, Gen.Constant(""), (a, _, b) => $"(function(n: number, m) {a})({b}, 1) instance of list<Any>"));

    [Fact]
    public void Printing_and_parsing_again_gives_the_same_expression() => Check.One(Config, Prop.ForAll(Expressions(3).ToArbitrary(), text =>
    {
        var printed = FeelExpression.Parse(text, []).ToString();
        return FeelExpression.Parse(printed, []).ToString() == printed && Same(text, printed);
    }));

    [Fact]
    public void An_expression_with_a_value_has_the_same_one_when_printed() => Check.One(Config, Prop.ForAll(TypedExpressions.Any(5).ToArbitrary(), text =>
    {
        var printed = FeelExpression.Parse(text, []).ToString();
        return FeelExpression.Parse(printed, []).ToString() == printed && Same(text, printed);
    }));

    [Fact]
    public void Unary_tests_print_as_they_are_read() => Check.One(Config, Prop.ForAll(Tests.ToArbitrary(), text =>
    {
        var printed = FeelUnaryTests.Parse(text, []).ToString();
        return FeelUnaryTests.Parse(printed, []).ToString() == printed
            && new[] { 0, 2, 7, 100 }.All(input => Evaluate.Passes(text, input) == Evaluate.Passes(printed, input));
    }));

    private static readonly Gen<string> Test = Gen.OneOf(
        from o in Gen.Elements("<", "<=", ">", ">=", "=", "!=") from a in Expressions(1) select $"{o} ({a})",
        from low in Gen.Choose(-9, 5) from high in Gen.Choose(5, 9) from open in Gen.Elements("[", "(", "]") from close in Gen.Elements("]", ")", "[") select $"{open}{low}..{high}{close}",
        from a in Expressions(2) select a,
        from a in Expressions(1) select $"? > 3 and ({a} = 2)");

    private static readonly Gen<string> Tests =
        from tests in Test.NonEmptyListOf() from negated in Gen.Elements(true, false) select negated ? $"not({string.Join(", ", tests)})" : string.Join(", ", tests);

    [Fact]
    public void Evaluation_never_throws() => Check.One(Config, Prop.ForAll(Expressions(4).ToArbitrary(), text =>
        Evaluate.Value(text, FeelContext.Empty.With("a", 3).With("b", FeelContext.Empty.With("c", "x"))) is not null));

    [Fact]
    public void Addition_and_multiplication_commute_and_distribute() => Check.One(Config, Prop.ForAll(Triples(), t =>
        Holds($"{t.A} + {t.B} = {t.B} + {t.A}") && Holds($"{t.A} * {t.B} = {t.B} * {t.A}")
        && Holds($"{t.A} * ({t.B} + {t.C}) = {t.A} * {t.B} + {t.A} * {t.C}") && Holds($"{t.A} - {t.B} + {t.B} = {t.A}")));

    [Fact]
    public void A_range_is_the_conjunction_of_its_ends() => Check.One(Config, Prop.ForAll(Triples(), t =>
    {
        var input = Evaluate.Value(t.A);
        var (low, high) = Holds($"{t.B} <= {t.C}") ? (t.B, t.C) : (t.C, t.B);
        return Evaluate.Passes($"[{low}..{high})", input) == (Evaluate.Passes($">= {low}", input) && Evaluate.Passes($"< {high}", input))
            && Evaluate.Passes($"not([{low}..{high}])", input) == Evaluate.Passes($"< {low}, > {high}", input);
    }));

    [Fact]
    public void A_date_moved_forth_and_back_is_itself() => Check.One(Config, Prop.ForAll(Gen.Choose(-100_000, 100_000).ToArbitrary(), days =>
        Holds($"date(\"2026-11-22\") + duration(\"P{Math.Abs(days)}D\") - duration(\"P{Math.Abs(days)}D\") = date(\"2026-11-22\")")));

    private static Gen<string> Combine(int depth, Gen<string> operators, Func<string, string, string, string> combine) =>
        from a in Expressions(depth - 1) from o in operators from b in Expressions(depth - 1) select combine(a, o, b);

    private static Arbitrary<(string A, string B, string C)> Triples() =>
        (from a in Numbers from b in Numbers from c in Numbers select ($"({Text(a)})", $"({Text(b)})", $"({Text(c)})")).ToArbitrary();

    private static bool Holds(string law) => Evaluate.Value(law).IsTrue;

    private static bool Same(string text, string printed) =>
        Evaluate.Value(text).ToString() == Evaluate.Value(printed).ToString();

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
