using System.Globalization;

namespace Verwaltung.Periods;

/// <summary>
/// One step of a calculation: a stable code with its data, and the plain sentence made of them. Several in order explain a result
/// from the first day to the last.
/// </summary>
/// <param name="Code">Stable name of the step, such as <c>deadline.rolls</c>; also the key of its sentence.</param>
/// <param name="Data">What the sentence names: <see cref="DateOnly"/>, <see cref="Period"/>, <see cref="DayOff"/>, <see cref="Norm"/> or a number, in
/// its order.</param>
public sealed record Reason(string Code, IReadOnlyList<object> Data)
{
    internal static Reason Of(string code, params object[] data) => new(code, data);

    /// <summary>The step as one sentence in German or English.</summary>
    public string Sentence(CultureInfo culture) =>
        string.Format(culture, Sentences.Text(Code, culture), [.. Data.Select(value => InWords(value, culture))]);

    /// <inheritdoc/>
    public bool Equals(Reason? other) => other is not null && Code == other.Code && Data.SequenceEqual(other.Data);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, Data.Count);

    /// <summary>The German sentence.</summary>
    public override string ToString() => Sentence(CultureInfo.GetCultureInfo("de-DE"));

    private static object InWords(object value, CultureInfo culture) => value switch
    {
        DateOnly day => day.ToString(Sentences.Text("format.day", culture), culture),
        Period period => period.InWords(culture),
        DayOff off => off.Name(culture),
        Norm norm => norm.Citation,
        _ => value,
    };
}

/// <summary>The clause a step rests on, as cited in German law; citations are not translated.</summary>
/// <param name="Citation">For example <c>§ 41 Abs. 2 Satz 1 VwVfG</c>.</param>
public sealed record Norm(string Citation);
