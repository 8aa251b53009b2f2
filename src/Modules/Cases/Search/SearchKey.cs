using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Verwaltung.Cases;

/// <summary>
/// What is compared instead of what was written: names as they sound on the phone (Müller, Mueller and Muller are one; so are Meyer
/// and Maier, Schmidt and Schmitt), plates without signs between letters and digits.
/// </summary>
internal static partial class SearchKey
{
    private static readonly (string Written, string Heard)[] Sounds =
        [("ß", "ss"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ey", "ei"), ("ay", "ei"), ("ai", "ei"), ("ph", "f"), ("th", "t"), ("dt", "t"), ("ck", "k")];

    /// <summary>Words of a to z and digits, each after a blank, so that the beginning of a word is found by <c>' mul%'</c>.</summary>
    public static string Name(string text)
    {
        var heard = Sounds.Aggregate(Plain(text), (name, sound) => name.Replace(sound.Written, sound.Heard, StringComparison.Ordinal));
        return string.Concat(Words().Matches(Doubled().Replace(heard, "$1")).Select(word => $" {word.Value}"));
    }

    public static string Plate(string text) => string.Concat(text.ToUpperInvariant().Where(char.IsLetterOrDigit));

    /// <summary>Lower case without accents; that of ü goes too.</summary>
    public static string Plain(string text) => string.Concat(
        text.ToLowerInvariant()
            .Normalize(NormalizationForm.FormD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark));

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Words();

    [GeneratedRegex("([a-z])\\1+")]
    private static partial Regex Doubled();
}
