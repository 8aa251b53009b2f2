namespace Verwaltung.Feel.Tests;

/// <summary>Evaluates in one place and one moment: Dortmund, 22 November 2026, noon.</summary>
internal static class Evaluate
{
    public static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public static FeelEnvironment Environment() => new(new DateTimeOffset(2026, 11, 22, 11, 0, 0, TimeSpan.Zero), Berlin);

    public static FeelValue Value(string text, FeelContext? variables = null) =>
        FeelExpression.Parse(text, variables?.Names ?? []).Evaluate(variables ?? FeelContext.Empty, Environment());

    public static bool Passes(string tests, FeelValue input, FeelContext? variables = null) =>
        FeelUnaryTests.Parse(tests, variables?.Names ?? []).Matches(input, variables ?? FeelContext.Empty, Environment());
}
