using System.Collections.Immutable;
using System.Globalization;

namespace Verwaltung.Forms;

/// <summary>
/// A text that people see, in the language of the form (German) and in further ones. form-js knows one language only;
/// the others stand in <c>properties</c> (<c>label.en</c>, <c>help.en</c>).
/// </summary>
public sealed record LocalText(string Default, ImmutableDictionary<string, string> Others)
{
    /// <summary>No text in any language.</summary>
    public static LocalText None { get; } = Of("");

    public static LocalText Of(string text) => new(text, ImmutableDictionary<string, string>.Empty);

    /// <summary>The text in the given language, or in the form's own where it is not translated.</summary>
    public string In(CultureInfo culture) =>
        Others.GetValueOrDefault(culture.TwoLetterISOLanguageName, Default);

    /// <summary>Whether the reader of this language gets the form's own language instead (mark it with <c>lang="de"</c>).</summary>
    public bool IsMissingIn(CultureInfo culture) =>
        culture.TwoLetterISOLanguageName != "de" && !Others.ContainsKey(culture.TwoLetterISOLanguageName);

    public bool Equals(LocalText? other) =>
        other is not null && Default == other.Default && Others.Count == other.Others.Count
        && Others.All(o => other.Others.TryGetValue(o.Key, out var text) && text == o.Value);

    public override int GetHashCode() => HashCode.Combine(Default, Others.Count);

    public override string ToString() => Default;
}
