using Xunit;

namespace Verwaltung.Feel.Tests;

public sealed class UnaryTestsTests
{
    [Theory]
    [InlineData("-", "null", true)]
    [InlineData("5", "5", true)]
    [InlineData("5, 6", "6", true)]
    [InlineData("< 5", "4", true)]
    [InlineData("< 5", "5", false)]
    [InlineData("[1..3], > 10", "11", true)]
    [InlineData("]1..3[", "3", false)]
    [InlineData("not(1, 2)", "3", true)]
    [InlineData("not(1, 2)", "2", false)]
    [InlineData("not(< 5)", "null", false)]
    [InlineData("? > 3 and ? < 9", "5", true)]
    [InlineData("? in [1..3]", "5", false)]
    [InlineData("null", "null", true)]
    [InlineData("5", "null", false)]
    [InlineData("\"a\", \"b\"", "\"b\"", true)]
    [InlineData("[\"a\", \"b\"]", "\"b\"", true)]
    [InlineData("true", "true", true)]
    [InlineData("true", "null", false)]
    [InlineData("false", "false", true)]
    [InlineData("limit > 3", "1", true)]
    [InlineData("> limit", "6", true)]
    [InlineData("date(\"2026-01-01\")", "date(\"2026-01-01\")", true)]
    [InlineData("contains(?, \"x\")", "\"axb\"", true)]
    [InlineData("\"x\"", "1", false)]
    [InlineData("list contains([\"a\"], ?)", "\"b\"", false)]
    public void A_cell_passes_or_not(string tests, string input, bool passes) =>
        Assert.Equal(passes, Evaluate.Passes(tests, Evaluate.Value(input), FeelContext.Empty.With("limit", 5)));
}
