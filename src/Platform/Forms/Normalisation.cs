using System.Text.RegularExpressions;

namespace Verwaltung.Forms;

/// <summary>
/// Brings typed text into its normal form, so that people may type as they like (<c>properties.normalise</c>).
/// What it does not recognise it leaves as it is: the field's rules then say what is wrong.
/// </summary>
public sealed partial record Normalisation(string Name, string? Argument)
{
    private static readonly Dictionary<string, Func<string, string?, string>> Known = new()
    {
        ["upper"] = (text, _) => text.ToUpperInvariant(),
        ["spaces"] = (text, _) => Spaces().Replace(text, " "),
        ["kennzeichen"] = Plate,
    };

    /// <summary>The names that <c>properties.normalise</c> may have.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary><c>name</c> or <c>name:argument</c>; null when the name is not known.</summary>
    public static Normalisation? Parse(string text)
    {
        var parts = text.Split(':', 2, StringSplitOptions.TrimEntries);
        return Known.ContainsKey(parts[0]) ? new Normalisation(parts[0], parts.ElementAtOrDefault(1)) : null;
    }

    public string Apply(string text) => Known[Name](text, Argument);

    /// <summary>
    /// A German number plate as on the plate: <c>DO-AB 123</c>, <c>DO-E 44E</c> (FZV § 9 and annex 2: district, identifier of one or two letters,
    /// number up to four digits).
    /// Without any gap between district and identifier the split may be unclear; then the districts named in the argument
    /// (<c>kennzeichen:DO,UN</c>) decide, and without one of them the text stays as typed.
    /// </summary>
    private static string Plate(string text, string? districts)
    {
        var plate = Spaces().Replace(text.Trim().ToUpperInvariant(), " ");
        if (GappedPlate().Match(plate) is { Success: true } gapped)
            return Plate(gapped, gapped.Groups["district"].Value, gapped.Groups["letters"].Value);
        if (RunTogetherPlate().Match(plate) is not { Success: true } together)
            return plate;
        var splits = Splits(together.Groups["all"].Value).ToList();
        var preferred = (districts ?? "").Split(',', StringSplitOptions.TrimEntries);
        return splits.Where(s => splits.Count == 1 || preferred.Contains(s.District)).Take(2).ToList() is [var only]
            ? Plate(together, only.District, only.Letters)
            : plate;
    }

    private static string Plate(Match match, string district, string letters) =>
        $"{district}-{letters} {match.Groups["number"].Value}{match.Groups["suffix"].Value}";

    private static IEnumerable<(string District, string Letters)> Splits(string all) =>
        from letters in new[] { 1, 2 }
        let district = all.Length - letters
        where district is >= 1 and <= 3
        select (all[..district], all[district..]);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(?<district>[A-ZÄÖÜ]{1,3}) ?[- –] ?(?<letters>[A-Z]{1,2}) ?-? ?(?<number>[1-9][0-9]{0,3}) ?(?<suffix>[EH]?)$")]
    private static partial Regex GappedPlate();

    [GeneratedRegex(@"^(?<all>[A-ZÄÖÜ]{1,3}[A-Z]{1,2}) ?-? ?(?<number>[1-9][0-9]{0,3}) ?(?<suffix>[EH]?)$")]
    private static partial Regex RunTogetherPlate();
}
