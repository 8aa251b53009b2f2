using System.Text.Json.Serialization;

namespace Verwaltung.Feel;

/// <summary>
/// A value of FEEL (DMN 1.5, clause 10.3.2.1). Closed: null, boolean, number, string, date, time, date and time,
/// the two durations, list, context, range and function. Immutable; equality is structural, the comparison of the
/// language itself (null for unlike kinds) is that of the operator <c>=</c>.
/// </summary>
[JsonConverter(typeof(FeelValueJsonConverter))]
public abstract partial record FeelValue
{
    private protected FeelValue() { }

    /// <summary>The null of FEEL, also its only error value.</summary>
    public static FeelValue Null => FeelNull.Instance;

    /// <summary>The kind in the words of the standard, for messages: <c>number</c>, <c>date and time</c>, ...</summary>
    internal abstract string Kind { get; }

    internal virtual Extent Extent => Extent.Simple;

    public bool IsNull => this is FeelNull;

    /// <summary>True only for the boolean true: null and other kinds do not hold.</summary>
    public bool IsTrue => this is FeelBoolean { Value: true };

    public static implicit operator FeelValue(bool value) => FeelBoolean.Of(value);

    public static implicit operator FeelValue(bool? value) => value is { } known ? FeelBoolean.Of(known) : FeelNull.Instance;

    public static implicit operator FeelValue(int value) => new FeelNumber(value);

    public static implicit operator FeelValue(decimal value) => new FeelNumber(value);

    public static implicit operator FeelValue(string? value) => value is null ? FeelNull.Instance : new FeelString(value);

    public static implicit operator FeelValue(DateOnly value) => new FeelDate(value);

    /// <summary>The value as FEEL's <c>string()</c> writes it inside a list: strings in quotes.</summary>
    public sealed override string ToString() => FeelText.Nested(this);
}

/// <summary>The null of FEEL.</summary>
public sealed record FeelNull : FeelValue
{
    private FeelNull() { }

    public static FeelNull Instance { get; } = new();

    internal override string Kind => "null";
}

/// <summary>A boolean; together with null the three values of FEEL's logic (clause 10.3.2.2).</summary>
public sealed record FeelBoolean : FeelValue
{
    private FeelBoolean(bool value) => Value = value;

    public static FeelBoolean True { get; } = new(true);

    public static FeelBoolean False { get; } = new(false);

    public bool Value { get; }

    internal override string Kind => "boolean";

    public static FeelBoolean Of(bool value) => value ? True : False;
}

/// <summary>A string of Unicode characters (clause 10.3.2.3.2); lengths and positions count code points.</summary>
public sealed record FeelString(string Value) : FeelValue
{
    internal override string Kind => "string";

    internal override Extent Extent => new(0, 1 + Value.Length / 8);
}
