using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Verwaltung.Parking;

/// <summary>Names as they are compared: small letters a to z, each word after a blank; Müller, Mueller and Muller are one.</summary>
internal static partial class HolderKey
{
    /// <summary>Null for a name without letters, as that of somebody forgotten.</summary>
    public static string? Of(string? name) => name is not null && string.Concat(WordsOf(name).Select(word => $" {word}")) is { Length: > 0 } key ? key : null;

    public static IReadOnlyList<string> WordsOf(string text)
    {
        var plain = string.Concat(text.ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal).Normalize(NormalizationForm.FormD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark));
        return [.. Words().Matches(Digraphs().Replace(plain, "$1")).Select(word => word.Value)];
    }

    [GeneratedRegex("([aou])e")]
    private static partial Regex Digraphs();

    [GeneratedRegex("[a-z]+")]
    private static partial Regex Words();
}
