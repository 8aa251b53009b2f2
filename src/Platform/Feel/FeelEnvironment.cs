using System.Collections.Immutable;

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

    // A second or two of work: far beyond what a decision needs, short enough for a host that serves others.
    private const long MostSteps = 10_000_000;

    private static readonly Dictionary<string, FeelFunction> NoFunctions = [];

    // A deep stack makes every step dear, because the collector walks all of it again and again: so deep, a call counts once more.
    private const int CallsPerStep = 16;

    private long _stepsLeft = MostSteps;
    private int _calls;

    public DateTimeOffset Now { get; } = now;

    public TimeZoneInfo Zone { get; } = zone;

    public IReadOnlyDictionary<string, FeelFunction> Functions { get; } = functions ?? NoFunctions;

    /// <summary>
    /// Why something became null, in the order in which it happened, at most a hundred and one (DMN 1.5, clause 10.3.2.13: errors yield null).
    /// </summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Notes <paramref name="reason"/> and answers null: the one way in which FEEL, and a function of the host, fails.</summary>
    public FeelValue Fail(string reason)
    {
        if (Warnings.Count < MostWarnings && (Warnings.Count == 0 || Warnings[^1] != reason)) Warnings.Add(reason);
        return FeelNull.Instance;
    }

    /// <summary>
    /// Counts work against what one environment allows (ten million steps): every node that is evaluated is a step, and deep calls count more. False when
    /// nothing is left; then every evaluation in this environment is null.
    /// </summary>
    public bool TrySpend(long steps)
    {
        if (_stepsLeft < 0) return false;
        _stepsLeft -= steps;
        if (_stepsLeft < 0) Warnings.Add($"The evaluation was given up after {MostSteps} steps.");
        return _stepsLeft >= 0;
    }

    internal void Spend(long steps)
    {
        if (!TrySpend(steps)) throw new BudgetExceededException();
    }

    /// <summary>Calls a function within the calls that are under way.</summary>
    internal FeelValue Call(FeelSignature signature, ImmutableArray<FeelValue> arguments)
    {
        Spend(_calls++ / CallsPerStep);
        var value = signature.Body(arguments, this);
        _calls--; // not after an exception: then no step is left and no call follows
        return value;
    }

    /// <summary>What <paramref name="evaluate"/> answers, or null when the steps do not suffice.</summary>
    internal FeelValue Limited(Func<FeelValue> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (BudgetExceededException)
        {
            return FeelNull.Instance;
        }
    }
}

/// <summary>The steps that an environment allows are used up. Never leaves this room.</summary>
internal sealed class BudgetExceededException : Exception;
