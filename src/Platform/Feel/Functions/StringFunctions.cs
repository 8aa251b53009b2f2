using System.Text;
using Verwaltung.Feel.Evaluation;
using static Verwaltung.Feel.Functions.BuiltIn;

namespace Verwaltung.Feel.Functions;

/// <summary>Boolean and string functions (DMN 1.5, clauses 10.3.4.2 and 10.3.4.3). Positions count characters, not code units.</summary>
internal static class StringFunctions
{
    public static BuiltIn[] All { get; } =
    [
        Define("not(negand: Any)", a => !Logic.Truth(a[0])),
        Define("substring(string: string, start position: number, length?: number)", a => Substring(a[0].Text(), a[1], a[2])),
        Define("string length(string: string)", a => a[0].Text().EnumerateRunes().Count()),
        Define("upper case(string: string)", a => UpperCase(a[0].Text())),
        Define("lower case(string: string)", a => LowerCase(a[0].Text())),
        Define("substring before(string: string, match: string)", a => Before(a[0].Text(), a[1].Text())),
        Define("substring after(string: string, match: string)", a => After(a[0].Text(), a[1].Text())),
        Define("contains(string: string, match: string)", a => a[0].Text().Contains(a[1].Text(), StringComparison.Ordinal)),
        Define("starts with(string: string, match: string)", a => a[0].Text().StartsWith(a[1].Text(), StringComparison.Ordinal)),
        Define("ends with(string: string, match: string)", a => a[0].Text().EndsWith(a[1].Text(), StringComparison.Ordinal)),
        Define(
            "matches(input: string, pattern: string, flags?: string)", (a, environment) =>
                Patterns.Try(a[1].Text(), a[2] as FeelString, environment, regex => regex.IsMatch(a[0].Text()))),
        Define("replace(input: string, pattern: string, replacement: string, flags?: string)", (a, environment) =>
            Patterns.Try(a[1].Text(), a[3] as FeelString, environment, regex => Patterns.Replace(regex, a[0].Text(), a[2].Text(), a[3] as FeelString))),
        Define("split(string: string, delimiter: string)", (a, environment) =>
            Patterns.Try(a[1].Text(), null, environment, regex => FeelList.From(Patterns.Split(regex, a[0].Text()).Select(part => (FeelValue)part)))),
        Define("string join(list: list<string>, delimiter?: string)", a =>
            Join([.. a[0].Items().OfType<FeelString>().Select(text => text.Value)], (a[1] as FeelString)?.Value ?? "")),
    ];

    private static string Join(string[] texts, string delimiter) =>
        texts.Sum(text => (long)text.Length + delimiter.Length) <= 16_000_000
            ? string.Join(delimiter, texts)
            : throw new OverflowException("Expected a shorter text.");

    // .NET changes character by character; by Unicode (SpecialCasing) some become two.
    private static string UpperCase(string text) =>
        string.Concat(text.Select(c => c switch
        {
            'ß' => "SS",
            'ŉ' => "ʼN",
            'ǰ' => "J̌",
            'ﬀ' => "FF",
            'ﬁ' => "FI",
            'ﬂ' => "FL",
            'ﬃ' => "FFI",
            'ﬄ' => "FFL",
            'ﬅ' or 'ﬆ' => "ST",
            _ => c.ToString(),
        })).ToUpperInvariant();

    private static string LowerCase(string text) => text.ToLowerInvariant();

    private static FeelValue? Substring(string text, FeelValue start, FeelValue length)
    {
        var runes = text.EnumerateRunes().ToArray();
        if (start.Truncated() is not { } position || position == 0 || position > runes.Length || position < -runes.Length) return null;
        var from = position > 0 ? position - 1 : runes.Length + position;
        var count = length is FeelNull ? runes.Length - from : length.Truncated() is { } wanted ? Math.Min(wanted, runes.Length - from) : 0;
        return count < 1 ? (length is FeelNull || count == 0 ? "" : null) : string.Concat(runes.Skip(from).Take(count));
    }

    private static string Before(string text, string match) =>
        text.IndexOf(match, StringComparison.Ordinal) is > 0 and var at ? text[..at] : "";

    private static string After(string text, string match) =>
        text.IndexOf(match, StringComparison.Ordinal) is >= 0 and var at ? text[(at + match.Length)..] : "";
}
