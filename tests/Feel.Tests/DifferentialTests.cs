using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Verwaltung.Feel.Tests;

/// <summary>Made-up expressions mean here what they mean to an independent evaluator, npm feelin, wherever both define a result.</summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int Expressions = 4000;

    // The same expressions every day; other ones are tried by naming a seed.
    private static readonly ulong Seed = ulong.TryParse(Environment.GetEnvironmentVariable("FEELIN_SEED"), out var seed) ? seed : 20261122;

    [Theory]
    // A date moved by days and hours is a date still (DMN 1.5, table 57), not a date and time.
    [InlineData("date(\"2026-01-01\") + duration(\"P2DT12H\")", "2026-01-03", "2026-01-03T12:00:00Z")]
    // Between is a comparison with both ends (table 53): with the ends the wrong way round nothing lies there.
    [InlineData("1 between 2 and 0", "false", "true")]
    // A range with the ends the wrong way round is none (clause 10.3.2.7), so nothing is known of what lies in it.
    [InlineData("string(5 in [3..1])", "null", "\"false\"")]
    // Lists of different lengths are not equal (table 52); feelin has no answer.
    [InlineData("([1] = [1, 2]) = false", "true", "false")]
    // Sorting by number, not by text.
    [InlineData("median([10, 9, 1])", "9", "10")]
    // A start position beyond the string, or the list, is an error (clauses 10.3.4.3 and 10.3.4.4).
    [InlineData("substring(\"4\", -2)", "null", "\"4\"")]
    [InlineData("sublist([], 1, 1)", "null", "[]")]
    public void Where_feelin_differs_it_is_not_followed(string text, string here, string there)
    {
        using var feelin = new Feelin();

        Assert.Equal((here, there), (Feelin.Text(Evaluate.Value(text)), feelin.Evaluate(text)));
    }

    [Fact]
    public void Both_evaluators_agree_wherever_both_define_a_result()
    {
        using var feelin = new Feelin();
        var (compared, differences) = (0, new List<string>());
        foreach (var text in TypedExpressions.Any(4).Sample(Expressions, new Rnd(Seed), 20).Distinct())
        {
            if (feelin.Evaluate(text) is not { } theirs || Evaluate.Value(text) is not { IsNull: false } ours) continue;
            compared++;
            if (Feelin.Text(ours) != theirs) differences.Add($"{text}\n  here {Feelin.Text(ours)}\n  feelin {theirs}");
        }

        output.WriteLine($"{compared} results compared, seed {Seed}.");
        Assert.True(differences.Count == 0, $"{differences.Count} differ:\n{string.Join('\n', differences.OrderBy(difference => difference.Length).Take(25))}");
        Assert.True(compared > Expressions / 3, $"Only {compared} results could be compared.");
    }
}
