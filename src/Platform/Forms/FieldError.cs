using System.Collections.Immutable;
using System.Globalization;
using Verwaltung.Feel;

namespace Verwaltung.Forms;

/// <summary>
/// One thing wrong with one field. <see cref="Code"/> is stable (<c>required</c>, <c>pattern</c>, ...); <see cref="Own"/> are the
/// form's own words, else the text resource <see cref="TextKey"/> with <see cref="Args"/> says it.
/// </summary>
public sealed record FieldError(string Key, string Code, LocalText? Own, ImmutableArray<object> Args)
{
    /// <summary>The key of the text resource: <c>form.error.required</c>.</summary>
    public string TextKey => $"form.error.{Code}";

    public bool Equals(FieldError? other) =>
        other is not null && (Key, Code, Own) == (other.Key, other.Code, other.Own) && Args.SequenceEqual(other.Args);

    public override int GetHashCode() => HashCode.Combine(Key, Code);

    /// <summary>For logs and test output, never for people.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Key}: {Code}");
}

/// <summary>What was read from a form. <see cref="Values"/> holds the visible, writable fields by path, a cleared field as null.</summary>
public sealed record FormInputResult(FeelContext Values, ImmutableArray<FieldError> Errors)
{
    public bool IsValid => Errors.IsEmpty;
}
