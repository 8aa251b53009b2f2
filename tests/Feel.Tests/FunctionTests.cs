using Xunit;

namespace Verwaltung.Feel.Tests;

public sealed class FunctionTests
{
    [Theory]
    [InlineData("string length(\"a😀\")", "2")]
    [InlineData("substring(\"😀ab\", 2, 1)", "\"a\"")]
    [InlineData("replace(\"abcd\", \"(ab)|(a)\", \"[1=$1]\")", "\"[1=ab]cd\"")]
    [InlineData("split(\"a;b;;\", \";\")", "[\"a\", \"b\", \"\", \"\"]")]
    [InlineData("matches(\"DO-AB 123\", \"^[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?[1-9][0-9]{0,3}[EH]?$\")", "true")]
    [InlineData("matches(\"a\", \"(\")", "null")]
    [InlineData("matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"(a|aa)+$\")", "null")]
    [InlineData("number(\"1.234,5\", \".\", \",\")", "1234.5")]
    [InlineData("number(\"1,5\")", "null")]
    [InlineData("round half up(2.5, 0)", "3")]
    [InlineData("decimal(2.5, 0)", "2")]
    [InlineData("round up(1234, -2)", "1300")]
    [InlineData("modulo(-12, 5)", "3")]
    [InlineData("sqrt(2) * sqrt(2) - 2 < 0.0000000001", "true")]
    [InlineData("sum([1, null])", "null")]
    [InlineData("max(1, 3, 2)", "3")]
    [InlineData("min([])", "null")]
    [InlineData("flatten([1, [2, [3]]])", "[1, 2, 3]")]
    [InlineData("distinct values([1, 2, 1.0])", "[1, 2]")]
    [InlineData("sort([3, 1, 2], function(x, y) x < y)", "[1, 2, 3]")]
    [InlineData("list replace([1, 2, 3], function(item, newItem) item > newItem, 2)", "[1, 2, 2]")]
    [InlineData("get value({a: {b: 1}}, \"a\").b", "1")]
    [InlineData("context put({a: {b: 1}}, [\"a\", \"c\"], 2)", "{a: {b: 1, c: 2}}")]
    [InlineData("context merge([{a: 1}, {a: 2, b: 3}])", "{a: 2, b: 3}")]
    [InlineData("before([1..5), [5..9])", "true")]
    [InlineData("overlaps([1..5], [5..9])", "true")]
    [InlineData("during(5, [1..9])", "true")]
    [InlineData("week of year(date(\"2026-01-01\"))", "1")]
    [InlineData("is(time(\"10:00:00Z\"), time(\"11:00:00+01:00\"))", "false")]
    [InlineData("time(\"10:00:00Z\") = time(\"11:00:00+01:00\")", "true")]
    public void Built_in_functions_answer(string text, string expected) => Assert.Equal(expected, Evaluate.Value(text).ToString());

    [Fact]
    public void A_function_of_the_host_is_called_by_its_name()
    {
        var twice = new FeelFunction("zwei mal", ["zahl"], (arguments, environment) =>
            arguments[0] is FeelNumber number ? number.Value * 2 : environment.Fail("zwei mal: keine Zahl."));
        var environment = new FeelEnvironment(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc, new Dictionary<string, FeelFunction> { ["zwei mal"] = twice });

        Assert.Equal(42, FeelExpression.Parse("zwei mal(zahl: 21)").Evaluate(FeelContext.Empty, environment));
        Assert.Equal(FeelValue.Null, FeelExpression.Parse("zwei mal(\"x\")").Evaluate(FeelContext.Empty, environment));
        Assert.Equal(["zwei mal: keine Zahl."], environment.Warnings);
    }

    [Theory]
    [InlineData("missing + 1", "There is no variable 'missing'.|null + number has no meaning.")]
    [InlineData("1 / 0", "1 cannot be divided by zero.")]
    [InlineData("date(\"x\")", "date() has no result for \"x\".")]
    [InlineData("abs(\"x\")", "abs() cannot be called with these arguments.")]
    [InlineData("[1][2]", "A list of 1 has no item 2.")]
    [InlineData("duration(\"P1D\").years", "A days and time duration has no 'years'.")]
    public void An_error_says_why(string text, string warnings)
    {
        var environment = Evaluate.Environment();

        Assert.Equal(FeelValue.Null, FeelExpression.Parse(text).Evaluate(FeelContext.Empty, environment));
        Assert.Equal(warnings, string.Join('|', environment.Warnings));
    }
}
