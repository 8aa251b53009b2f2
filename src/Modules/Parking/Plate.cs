using System.Text;
using System.Text.RegularExpressions;

namespace Verwaltung.Parking;

/// <summary>
/// Number plates as people type them. The key has capitals and digits only, without the letter for electric or historic cars: it follows the number
/// and is no part of it (§ 10, § 11 FZV), so no two plates differ by it alone.
/// </summary>
internal static partial class Plate
{
    private const int Longest = 20;

    /// <summary>The key that plates are compared by; null for a text without letters or digits, and for a plate that was forgotten.</summary>
    public static string? KeyOf(string plate)
    {
        var bare = NeitherLetterNorDigit().Replace(plate.Normalize(NormalizationForm.FormC).ToUpperInvariant(), "");
        return Suffix().Replace(bare, "$1") is { Length: > 0 and <= Longest } key ? key : null;
    }

    /// <summary>Where a keyboard has no umlauts: the same key with Ä for AE and so on; null if it has none of these.</summary>
    public static string? WithUmlauts(string key) =>
        key.Replace("AE", "Ä", StringComparison.Ordinal).Replace("OE", "Ö", StringComparison.Ordinal).Replace("UE", "Ü", StringComparison.Ordinal) is var other
            && other != key
            ? other
            : null;

    /// <summary>Whether the same key is another plate: B-OM 1 is not BO-M 1. Without a mark between the letters either may be meant.</summary>
    public static bool Contradicts(string asked, string plate) =>
        Parts(asked) is [_, _, ..] typed && Parts(plate) is [_, _, ..] known && typed[0].Length != known[0].Length;

    // The groups of letters before the first digit.
    private static string[] Parts(string plate) =>
        Letters()
            .Match(plate.Normalize(NormalizationForm.FormC).ToUpperInvariant()).Value.Split([' ', '-', '–', ':', '·'], StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("[^\\p{L}0-9]")]
    private static partial Regex NeitherLetterNorDigit();

    [GeneratedRegex("([0-9])[EH]$")]
    private static partial Regex Suffix();

    [GeneratedRegex("^[^0-9]*")]
    private static partial Regex Letters();
}
