using Xunit;
using static Verwaltung.Feel.Tests.Evaluate;

namespace Verwaltung.Feel.Tests;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("-2 ** 2", "4")]
    [InlineData("2 ** -1", "0.5")]
    [InlineData("10 - 2 - 3", "5")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("1 / 0", "null")]
    [InlineData(".5 + 1.5e2", "150.5")]
    [InlineData("\"a\" + \"b\"", "\"ab\"")]
    [InlineData("\"a\" + 1", "null")]
    public void Arithmetic_follows_precedence_and_yields_null_for_what_has_no_meaning(string text, string expected) => Assert.Equal(expected, Value(text).ToString());

    [Theory]
    [InlineData("true and null", "null")]
    [InlineData("false and null", "false")]
    [InlineData("null and false", "false")]
    [InlineData("true or null", "true")]
    [InlineData("null or false", "null")]
    [InlineData("true and 1", "null")]
    [InlineData("not(null)", "null")]
    [InlineData("not(true)", "false")]
    public void Logic_has_three_values(string text, string expected) => Assert.Equal(expected, Value(text).ToString());

    [Theory]
    [InlineData("1 = \"1\"", "null")]
    [InlineData("null = null", "true")]
    [InlineData("1 != null", "true")]
    [InlineData("[1, [2]] = [1, [2]]", "true")]
    [InlineData("{a: 1, b: 2} = {b: 2, a: 1}", "true")]
    [InlineData("1 < \"a\"", "null")]
    [InlineData("5 between 1 and 5", "true")]
    [InlineData("5 in [1..5)", "false")]
    [InlineData("5 in (< 3, > 4)", "true")]
    [InlineData("\"b\" in (\"a\", \"b\")", "true")]
    [InlineData("3 in ]1..3[", "false")]
    [InlineData("(1..3) = ]1..3[", "true")]
    public void Comparisons_tell_null_from_false(string text, string expected) => Assert.Equal(expected, Value(text).ToString());

    [Theory]
    [InlineData("for x in [1, 2], y in [10, 20] return x * y", "[10, 20, 20, 40]")]
    [InlineData("for i in 1..4 return if i = 1 then 1 else i * partial[-1]", "[1, 2, 6, 24]")]
    [InlineData("for i in 3..1 return i", "[3, 2, 1]")]
    [InlineData("some x in [1, 2], y in [2, 3] satisfies x > y", "false")]
    [InlineData("every x in [1, 2] satisfies x > 0", "true")]
    [InlineData("every x in [1, null] satisfies x > 0", "null")]
    [InlineData("for i in 1..2000000 return i", "null")]
    public void Iterations_run_over_every_combination(string text, string expected) => Assert.Equal(expected, Value(text).ToString());

    [Theory]
    [InlineData("[10, 20, 30][-1]", "30")]
    [InlineData("[10, 20, 30][item > 10]", "[20, 30]")]
    [InlineData("[{a: 1}, {a: 2}][a > 1].a", "[2]")]
    [InlineData("{a: {b: 1}}.a.b", "1")]
    [InlineData("{a: 1, b: a + 1}.b", "2")]
    [InlineData("5[1]", "5")]
    [InlineData("[1, 2][3]", "null")]
    [InlineData("(function(a: number, b) a * b)(2, 3)", "6")]
    [InlineData("{f: function(n: number) if n < 2 then 1 else n * f(n - 1), r: f(5)}.r", "null")]
    [InlineData("substring(string: \"foobar\", start position: 3)", "\"obar\"")]
    [InlineData("count([1, 2, 3])", "3")]
    [InlineData("1 instance of number", "true")]
    [InlineData("[1, 2] instance of list<number>", "true")]
    public void Lists_contexts_and_functions_are_reached(string text, string expected) => Assert.Equal(expected, Value(text).ToString());

    [Theory]
    [InlineData("date(\"2026-01-31\") + duration(\"P1M\")", "2026-02-28")]
    [InlineData("@\"2026-03-28T12:00:00@Europe/Berlin\" + @\"P1D\"", "2026-03-29T13:00:00@Europe/Berlin")]
    [InlineData("date(\"2026-12-01\") - date(\"2026-11-01\")", "P30D")]
    [InlineData("years and months duration(date(\"2025-12-31\"), date(\"2026-11-30\"))", "P10M")]
    [InlineData("today()", "2026-11-22")]
    [InlineData("now()", "2026-11-22T12:00:00@Europe/Berlin")]
    [InlineData("time(\"23:30:00\") + duration(\"PT1H\")", "00:30:00")]
    [InlineData("date(\"2026-02-30\")", "null")]
    [InlineData("day of week(date(\"2026-11-22\"))", "\"Sunday\"")]
    [InlineData("duration(\"P1DT2H\") / duration(\"PT1H\")", "26")]
    public void Dates_and_durations_are_calculated(string text, string expected) => Assert.Equal(expected, Value(text).ToString());
}
