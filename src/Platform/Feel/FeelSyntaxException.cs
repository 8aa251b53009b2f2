namespace Verwaltung.Feel;

/// <summary>A text that is not FEEL (DMN 1.5, clause 10.3.1), with the place of the first token that does not fit.</summary>
public sealed class FeelSyntaxException(string message, int line, int column) : Exception(message)
{
    /// <summary>Line of the offending token, counted from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column of the offending token, counted from 1.</summary>
    public int Column { get; } = column;
}
