namespace Verwaltung.Feel;

/// <summary>
/// What an evaluation may know of the world. FEEL has no clock of its own: <c>now()</c> and <c>today()</c> answer from here.
/// </summary>
/// <param name="now">The instant of evaluation.</param>
/// <param name="zone">The zone in which <c>now()</c> and <c>today()</c> are told.</param>
/// <param name="functions">Functions beyond the built-in ones, by name; a variable of the same name hides them.</param>
public sealed class FeelEnvironment(DateTimeOffset now, TimeZoneInfo zone, IReadOnlyDictionary<string, FeelFunction>? functions = null)
{
    // Enough to find the cause; an iteration over many items fails as often as it has items.
    private const int MostWarnings = 100;
    private static readonly Dictionary<string, FeelFunction> NoFunctions = [];

    public DateTimeOffset Now { get; } = now;

    public TimeZoneInfo Zone { get; } = zone;

    public IReadOnlyDictionary<string, FeelFunction> Functions { get; } = functions ?? NoFunctions;

    /// <summary>Why something became null, in the order in which it happened, at most a hundred (DMN 1.5, clause 10.3.2.13: errors yield null).</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Notes <paramref name="reason"/> and answers null: the one way in which FEEL, and a function of the host, fails.</summary>
    public FeelValue Fail(string reason)
    {
        if (Warnings.Count < MostWarnings && (Warnings.Count == 0 || Warnings[^1] != reason)) Warnings.Add(reason);
        return FeelNull.Instance;
    }
}
