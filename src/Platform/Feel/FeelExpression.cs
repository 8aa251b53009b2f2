using Verwaltung.Feel.Evaluation;
using Verwaltung.Feel.Syntax;

namespace Verwaltung.Feel;

/// <summary>A parsed FEEL expression (DMN 1.5, clause 10.3.1.2, rule 1). Immutable, safe to share between threads.</summary>
public sealed class FeelExpression
{
    private static readonly ParseCache<FeelExpression> Cache = new(4096, text => Parse(text, [], null));

    private readonly Parsed _parsed;

    private FeelExpression(string text, Parsed parsed) => (Text, _parsed) = (text, parsed);

    /// <summary>The text as it was written.</summary>
    public string Text { get; }

    /// <summary>Top-level names that the expression reads from its variables; names within filters may be the items' own and do not count.</summary>
    public IReadOnlySet<string> Variables => _parsed.Variables;

    /// <summary>Functions that are called but neither built in nor defined in the expression: the host's, or a slip.</summary>
    public IReadOnlySet<string> Functions => _parsed.Functions;

    /// <summary>Parses an expression. Neighbouring words that nothing declares are read as one name.</summary>
    /// <exception cref="FeelSyntaxException">The text is not FEEL.</exception>
    public static FeelExpression Parse(string text) => Cache.Get(text);

    /// <summary>Parses with the names in scope, so that <c>Full Name</c> or <c>a-b</c> are read as one name (clause 10.3.1.4).</summary>
    /// <param name="text">The expression.</param>
    /// <param name="names">Names of variables, and of entries of their values.</param>
    /// <param name="types">Types beyond those of the standard, for <c>instance of</c> and parameters.</param>
    /// <exception cref="FeelSyntaxException">The text is not FEEL.</exception>
    public static FeelExpression Parse(string text, IEnumerable<string> names, IReadOnlyDictionary<string, FeelType>? types = null) =>
        new(text, Parser.ParseExpression(text, names, types ?? Parser.NoTypes));

    /// <summary>The value under these variables; errors give null and a warning in <paramref name="environment"/>.</summary>
    public FeelValue Evaluate(FeelContext variables, FeelEnvironment environment) =>
        environment.Limited(() => _parsed.Root.Evaluate(new Scope(variables, environment)));

    /// <summary>The expression in its plainest writing.</summary>
    public override string ToString() => Printer.Print(_parsed.Root);
}
