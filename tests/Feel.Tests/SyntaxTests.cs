using Xunit;

namespace Verwaltung.Feel.Tests;

public sealed class SyntaxTests
{
    [Theory]
    [InlineData("1 +", 1, 4, "Expected a value but found the end.")]
    [InlineData("1 +\n  * 2", 2, 3, "Expected a value but found '*'.")]
    [InlineData("if a then b", 1, 12, "Expected 'else' but found the end.")]
    [InlineData("f(1, 2", 1, 7, "Expected ')' but found the end.")]
    [InlineData("f(a: 1, 2)", 1, 10, "Either all arguments of a call are named, or none.")]
    [InlineData("1 2", 1, 3, "'2' does not fit here: the expression is complete before it.")]
    [InlineData("\"abc", 1, 1, "This string does not end: a closing '\"' is missing.")]
    [InlineData("1 /* x", 1, 3, "This comment does not end: '*/' is missing.")]
    [InlineData("a # b", 1, 3, "The character '#' has no meaning here.")]
    [InlineData("1 instance of thing", 1, 15, "There is no type 'thing'.")]
    [InlineData("{1: 2}", 1, 2, "Expected the name of an entry but found '1'.")]
    [InlineData("1e9999", 1, 1, "The number 1e9999 is beyond those that can be calculated with.")]
    public void A_text_that_is_no_expression_is_refused_where_it_breaks(string text, int line, int column, string message)
    {
        var fault = Assert.Throws<FeelSyntaxException>(() => FeelExpression.Parse(text));

        Assert.Equal((line, column, message), (fault.Line, fault.Column, fault.Message));
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("-", "")]
    [InlineData("{a: ", "}")]
    [InlineData("if true then 1 else ", "")]
    public void A_text_nested_without_measure_is_refused(string open, string close)
    {
        var text = string.Concat(Enumerable.Repeat(open, 200_000)) + "1" + string.Concat(Enumerable.Repeat(close, 200_000));

        Assert.Equal("This expression is nested too deeply.", Assert.Throws<FeelSyntaxException>(() => FeelExpression.Parse(text)).Message);
    }

    [Fact]
    public void A_chain_without_measure_is_null_with_a_warning()
    {
        var environment = Evaluate.Environment();

        var value = FeelExpression.Parse(string.Join("+", Enumerable.Repeat("1", 200_000))).Evaluate(FeelContext.Empty, environment);

        Assert.Equal(FeelValue.Null, value);
        Assert.Contains("An expression is nested too deeply, or calls itself too often.", environment.Warnings);
    }

    [Fact]
    public void Tests_that_turn_out_to_be_expressions_are_read_once() =>
        FeelExpression.Parse(string.Concat(Enumerable.Repeat("1 in (", 60)) + "1" + string.Concat(Enumerable.Repeat(" + 1) + 1", 60)));

    [Theory]
    [InlineData("a + b.c", "a b")]
    [InlineData("for x in list return x + y", "list y")]
    [InlineData("{a: 1, b: a}", "")]
    [InlineData("(function(n) n * rate)(2)", "rate")]
    [InlineData("items[price > 10]", "items")]
    [InlineData("count(items) > 0 and item size = 1", "items item size")]
    public void Free_names_are_known(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', FeelExpression.Parse(text).Variables));

    [Fact]
    public void Functions_that_nobody_defines_are_known() =>
        Assert.Equal(["working day"], FeelExpression.Parse("working day(today()) and (function(f) f(1))(abs) = 1").Functions);

    [Theory]
    [InlineData("Full Name", "1")]
    [InlineData("a-b", "2")]
    [InlineData("a - b", "2")]
    [InlineData("a-c", "-1")]
    [InlineData("date of birth.year", "4")]
    [InlineData("Person's name", "5")]
    public void The_longest_name_in_scope_wins(string text, string expected)
    {
        var variables = FeelContext.Empty.With("Full Name", 1).With("a-b", 2).With("a", 0).With("c", 1)
            .With("date of birth", FeelContext.Empty.With("year", 4)).With("Person's name", 5);

        Assert.Equal(expected, Evaluate.Value(text, variables).ToString());
    }

    [Fact]
    public void Without_scope_neighbouring_words_are_one_name() =>
        Assert.Equal(3, FeelExpression.Parse("fee due + 1").Evaluate(FeelContext.Empty.With("fee due", 2), Evaluate.Environment()));

    [Fact]
    public void An_expression_is_parsed_once() => Assert.Same(FeelExpression.Parse("1 + 41"), FeelExpression.Parse("1 + 41"));
}
