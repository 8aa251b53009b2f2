using Verwaltung.Feel.Evaluation;
using Verwaltung.Feel.Syntax;

namespace Verwaltung.Feel;

/// <summary>
/// Parsed unary tests (DMN 1.5, rule 17), the cell of a decision table: <c>-</c>, <c>&lt; 5, [10..20]</c>, <c>not("a")</c>,
/// <c>? > 3</c>. Immutable, safe to share between threads.
/// </summary>
public sealed class FeelUnaryTests
{
    private static readonly ParseCache<FeelUnaryTests> Cache = new(4096, text => Parse(text, [], null));

    private readonly Parsed _parsed;

    private FeelUnaryTests(string text, Parsed parsed) => (Text, _parsed) = (text, parsed);

    /// <summary>The text as it was written.</summary>
    public string Text { get; }

    /// <summary>Top-level names that the tests read from their variables (not <c>?</c>).</summary>
    public IReadOnlySet<string> Variables => _parsed.Variables;

    /// <summary>Whether the tests are <c>-</c>: anything passes.</summary>
    public bool IsAny => _parsed.Root is UnaryTestsExpression { Tests.IsEmpty: true };

    /// <exception cref="FeelSyntaxException">The text is no list of unary tests.</exception>
    public static FeelUnaryTests Parse(string text) => Cache.Get(text);

    /// <summary>Parses with the names in scope, as <see cref="FeelExpression"/> does.</summary>
    /// <exception cref="FeelSyntaxException">The text is no list of unary tests.</exception>
    public static FeelUnaryTests Parse(string text, IEnumerable<string> names, IReadOnlyDictionary<string, FeelType>? types = null) =>
        new(text, Parser.ParseUnaryTests(text, names, types ?? Parser.NoTypes));

    /// <summary>Whether <paramref name="input"/> passes; a test that evaluates to null does not pass.</summary>
    public bool Matches(FeelValue input, FeelContext variables, FeelEnvironment environment) =>
        environment.Limited(() => _parsed.Root.Evaluate(new Scope(variables, environment).With(Scope.Input, input))).IsTrue;

    /// <summary>The tests in their plainest writing.</summary>
    public override string ToString() => Printer.Print(_parsed.Root);
}
