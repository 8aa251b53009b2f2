namespace Verwaltung.Outcomes;

/// <summary>What a command answers: done, with what came of it, or refused. A bare result and a bare <see cref="Refusal"/> convert to it.</summary>
/// <typeparam name="T">What came of it; <see cref="Done"/> where there is nothing more to say.</typeparam>
/// <param name="Value">What came of it; default when refused.</param>
/// <param name="Why">The refusal; null when it was done.</param>
public sealed record Outcome<T>(T? Value, Refusal? Why) : IOutcome
{
    object? IOutcome.Value => Value;

    /// <summary>Done.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>Refused.</summary>
    public static implicit operator Outcome<T>(Refusal why) => new(default, why);
}

/// <summary>An outcome of whatever type, for those who only hand it on.</summary>
public interface IOutcome
{
    /// <summary>What came of it; default when refused.</summary>
    object? Value { get; }

    /// <summary>The refusal; null when it was done.</summary>
    Refusal? Why { get; }
}

/// <summary>It was done, and there is nothing more to say.</summary>
public sealed record Done;
