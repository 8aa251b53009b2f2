using System.Diagnostics;
using Xunit;

namespace Verwaltung.Feel.Tests;

/// <summary>A model's slip, or malice, gets null and a reason: it takes neither the host's stack nor its memory nor its day.</summary>
public sealed class LimitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("{f: function(f, n) f(f, n + 1), r: f(f, 0)}.r", "calls itself too often")]
    [InlineData("{f: function(f, n) f(f, n + 1) + f(f, n + 2), r: f(f, 0)}.r", "given up after")]
    [InlineData("count(for a in 1..100000, b in 1..100000 return a)", "given up after|more than")]
    [InlineData("some a in 1..100000, b in 1..100000, c in 1..100000 satisfies a + b + c < 0", "given up after")]
    [InlineData("count(for i in 1..1000000 return sum(for j in 1..1000000 return j))", "given up after")]
    [InlineData("{l: for i in 1..100000 return i, r: for i in 1..100000 return sum(l)}.r", "given up after")]
    [InlineData("{f: function(f, l, n) if n = 0 then l else f(f, concatenate(l, l), n - 1), r: f(f, [1], 40)}.r", "too large")]
    [InlineData("{f: function(f, l, n) if n = 0 then l else f(f, [l, l], n - 1), r: string(f(f, 1, 40))}.r", "too large")]
    [InlineData("{f: function(f, l, n) if n = 0 then l else f(f, {a: l, b: l}, n - 1), r: f(f, 1, 40) = f(f, 1, 40)}.r", "too large")]
    [InlineData("{f: function(f, s, n) if n = 0 then s else f(f, s + s, n - 1), r: f(f, \"ab\", 60)}.r", "too large")]
    [InlineData("for i in 1..100000 return if i = 1 then [1] else [partial[-1]]", "too large")]
    [InlineData("sort([3, 2, 1, 4, 5, 6, 7, 8, 9, 0], function(a, b) count(for i in 1..1000000 return i) > a)", "given up after")]
    [InlineData("{l: for i in 1..200000 return {a: i}, r: distinct values(l)}.r", "given up after")]
    [InlineData("replace(string join(for i in 1..100000 return \"a\", \"\"), \"a\", string join(for i in 1..100000 return \"b\", \"\"))", "out of range|has no result")]
    [InlineData("matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a+)+$\")", "")]
    public void What_runs_away_ends(string text, string reason)
    {
        var environment = Evaluate.Environment();
        var clock = Stopwatch.StartNew();

        FeelExpression.Parse(text).Evaluate(FeelContext.Empty, environment);

        Assert.Matches(reason, string.Join(' ', environment.Warnings));
        Assert.True(clock.Elapsed < Patience, $"It took {clock.Elapsed}.");
    }

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("[", "1", "]")]
    [InlineData("{a: ", "1", "}")]
    [InlineData("-", "1", "")]
    [InlineData("if true then ", "1", " else 0")]
    [InlineData("for x in [1] return ", "1", "")]
    [InlineData("not(", "true", ")")]
    [InlineData("function(x) ", "1", "")]
    [InlineData("1 in (", "1", ")")]
    [InlineData("", "f", "()")]
    [InlineData("", "a", ".b")]
    [InlineData("", "a", "[1]")]
    [InlineData("1 + ", "1", "")]
    [InlineData("true or ", "1", "")]
    [InlineData("", "1", " instance of number = true")]
    public void A_hundred_thousand_levels_are_read_or_refused(string before, string middle, string after)
    {
        var text = string.Concat(Enumerable.Repeat(before, 100_000)) + middle + string.Concat(Enumerable.Repeat(after, 100_000));
        try
        {
            var expression = FeelExpression.Parse(text, []);
            Assert.NotNull(expression.Evaluate(FeelContext.Empty, Evaluate.Environment()).ToString() + expression);
        }
        catch (FeelSyntaxException refused)
        {
            Assert.Contains("nested too deeply", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_list_of_a_hundred_thousand_is_nothing_special()
    {
        var list = FeelContext.Empty.With("l", FeelList.From(Enumerable.Range(1, 100_000).Select(i => (FeelValue)i)));

        Assert.Equal(100_000, Evaluate.Value("count(l)", list));
        Assert.Equal(5_000_050_000m, Evaluate.Value("sum(l)", list));
        Assert.Equal(50_000, Evaluate.Value("count(l[odd(item)])", list));
        Assert.Equal(100_000, Evaluate.Value("sort(l, function(a, b) a > b)[1]", list));
        Assert.Equal(100_000, Evaluate.Value("count(distinct values(l))", list));
        Assert.Equal(100_000, Evaluate.Value("count(for x in l return x * 2)", list));
        Assert.Equal(true, Evaluate.Value("every x in l satisfies x > 0", list));
        Assert.Equal(100_000, Evaluate.Value("count(get entries(context(for x in l return {key: string(x), value: x})))", list));
    }

    [Fact]
    public void A_sort_by_a_function_that_contradicts_itself_ends() =>
        Assert.Equal(1000, Evaluate.Value("count(sort(for i in 1..1000 return i, function(a, b) true))"));

    [Fact]
    public void A_type_nested_too_deeply_is_refused() => Assert.Throws<FeelSyntaxException>(() =>
        FeelExpression.Parse("1 instance of " + string.Concat(Enumerable.Repeat("list<", 100_000)) + "number" + new string('>', 100_000)));

    [Fact]
    public void One_environment_has_one_allowance()
    {
        var environment = Evaluate.Environment();
        FeelExpression.Parse("some a in 1..10000, b in 1..10000 satisfies a < 0").Evaluate(FeelContext.Empty, environment);

        Assert.Equal(FeelValue.Null, FeelExpression.Parse("1 + 1").Evaluate(FeelContext.Empty, environment));
    }
}
