namespace Verwaltung.Feel;

/// <summary>A parsed FEEL expression (DMN 1.5, clause 10.3.1.2, grammar rule 1). Immutable, safe to share between threads.</summary>
public sealed class FeelExpression
{
    private FeelExpression(string text) => Text = text;

    /// <summary>The text as it was written.</summary>
    public string Text { get; }

    /// <summary>Top-level names that the expression reads from its variables.</summary>
    public IReadOnlySet<string> Variables => throw new NotImplementedException();

    /// <summary>Parses an expression whose variables have no spaces or operators in their names, or that need no scope to be told apart.</summary>
    /// <exception cref="FeelSyntaxException">The text is not FEEL.</exception>
    public static FeelExpression Parse(string text) => new(text);

    /// <summary>Parses with the names in scope, so that <c>Full Name</c> or <c>a-b</c> are read as one name (clause 10.3.1.4).</summary>
    /// <exception cref="FeelSyntaxException">The text is not FEEL.</exception>
    public static FeelExpression Parse(string text, IEnumerable<string> names) => new(text);

    /// <summary>The value under these variables; errors give null and a warning in <paramref name="environment"/>.</summary>
    public FeelValue Evaluate(FeelContext variables, FeelEnvironment environment) => throw new NotImplementedException();
}
