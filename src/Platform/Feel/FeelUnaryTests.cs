namespace Verwaltung.Feel;

/// <summary>Parsed unary tests, the cell of a decision table (DMN 1.5, grammar rule 17): <c>-</c>, <c>&lt; 5, [10..20]</c>, <c>not("a")</c>, <c>? > 3</c>.</summary>
public sealed class FeelUnaryTests
{
    private FeelUnaryTests(string text) => Text = text;

    /// <summary>The text as it was written.</summary>
    public string Text { get; }

    /// <summary>Top-level names that the tests read from their variables (not <c>?</c>).</summary>
    public IReadOnlySet<string> Variables => throw new NotImplementedException();

    /// <exception cref="FeelSyntaxException">The text is no list of unary tests.</exception>
    public static FeelUnaryTests Parse(string text) => new(text);

    /// <summary>Parses with the names in scope; see <see cref="FeelExpression.Parse(string, IEnumerable{string})"/>.</summary>
    /// <exception cref="FeelSyntaxException">The text is no list of unary tests.</exception>
    public static FeelUnaryTests Parse(string text, IEnumerable<string> names) => new(text);

    /// <summary>Whether <paramref name="input"/> passes; a test that evaluates to null does not pass.</summary>
    public bool Matches(FeelValue input, FeelContext variables, FeelEnvironment environment) => throw new NotImplementedException();
}
