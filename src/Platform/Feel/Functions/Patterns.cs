using System.Text;
using System.Text.RegularExpressions;

namespace Verwaltung.Feel.Functions;

/// <summary>Regular expressions of XPath (functions and operators, clause 7.6) on those of .NET.</summary>
internal static class Patterns
{
    // A pattern that backtracks without end must not hold the host.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private const int CostOfLostPatience = 2_000_000;
    private const int MostCharacters = 8_000_000;

    /// <summary>Uses a pattern; C# null if it is none, if a flag is unknown, or if it takes too long.</summary>
    public static FeelValue? Try(string pattern, FeelString? flags, FeelEnvironment environment, Func<Regex, FeelValue?> use)
    {
        if (Options(flags?.Value ?? "") is not { } options) return null;
        try
        {
            return Translate(pattern, flags?.Value ?? "") is { } translated ? use(new Regex(translated, options, Patience)) : null;
        }
        catch (RegexParseException)
        {
            return null;
        }
        catch (RegexMatchTimeoutException)
        {
            environment.Spend(CostOfLostPatience);
            return null;
        }
    }

    /// <summary>
    /// Replaces every match. C# null where XPath has an error: a pattern that matches nothing at all, a <c>\</c> or <c>$</c> in the
    /// replacement that stands before neither a digit nor a sign to be taken literally.
    /// </summary>
    /// <exception cref="OverflowException">The result is longer than eight million characters.</exception>
    public static FeelValue? Replace(Regex regex, string text, string replacement, FeelString? flags)
    {
        var literal = flags?.Value.Contains('q', StringComparison.Ordinal) == true;
        if (regex.IsMatch("") || (literal ? [new Part(replacement, null)] : Parts(replacement, regex.GetGroupNumbers().Length - 1)) is not { } parts)
            return null;
        long length = text.Length;
        return regex.Replace(text, match =>
        {
            var replaced = string.Concat(parts.Select(part => part.Group is { } group ? match.Groups[group].Value : part.Text));
            length += replaced.Length;
            return length <= MostCharacters ? replaced : throw new OverflowException("Expected a shorter text.");
        });
    }

    // $N is what group N caught: as many digits as there can be groups, at least one; \$ and \\ are themselves.
    private static List<Part>? Parts(string replacement, int groups)
    {
        var parts = new List<Part>();
        for (var i = 0; i < replacement.Length; i++)
        {
            var (c, next) = (replacement[i], i + 1 < replacement.Length ? replacement[i + 1] : '\0');
            if (c is not ('\\' or '$')) parts.Add(new Part(c.ToString(), null));
            else if (c == '\\' && next is '\\' or '$') parts.Add(new Part(replacement[++i].ToString(), null));
            else if (c == '$' && char.IsAsciiDigit(next)) parts.Add(new Part("", Group(replacement, ref i, groups)));
            else return null;
        }

        return parts;
    }

    private static int Group(string replacement, ref int i, int groups)
    {
        var group = replacement[++i] - '0';
        while (i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]) && group * 10 + replacement[i + 1] - '0' is var longer && longer <= groups)
        {
            group = longer;
            i++;
        }

        return group;
    }

    private sealed record Part(string Text, int? Group);

    /// <summary>The parts between matches; what the pattern's groups catch is no part.</summary>
    public static IEnumerable<string> Split(Regex regex, string text)
    {
        var from = 0;
        foreach (var match in regex.EnumerateMatches(text).ToList())
        {
            yield return text[from..match.Index];
            from = match.Index + match.Length;
        }

        yield return text[from..];
    }

    private static List<(int Index, int Length)> ToList(this Regex.ValueMatchEnumerator matches)
    {
        var list = new List<(int, int)>();
        foreach (var match in matches) list.Add((match.Index, match.Length));
        return list;
    }

    // What XPath means differently: flag x takes spaces out before anything else, the dot leaves out carriage returns,
    // the dollar means the very end, \i and \c are name characters, and a class holds no back-reference.
    private static string? Translate(string pattern, string flags)
    {
        if (flags.Contains('q', StringComparison.Ordinal)) return Regex.Escape(pattern);
        if (flags.Contains('x', StringComparison.Ordinal)) pattern = WithoutSpaces(pattern);
        var (result, depth) = (new StringBuilder(), 0);
        for (var i = 0; i < pattern.Length; i++)
        {
            var escaped = pattern[i] == '\\' && i + 1 < pattern.Length;
            if (escaped && depth > 0 && char.IsAsciiDigit(pattern[i + 1])) return null;
            if (!escaped) depth += pattern[i] switch { '[' => 1, ']' => -1, _ => 0 };
            result.Append(escaped ? Escape(pattern[++i], depth > 0) : depth > 0 ? pattern[i].ToString() : Plain(pattern[i], flags));
        }

        return result.ToString();
    }

    private static string Plain(char c, string flags) => c switch
    {
        '.' when !flags.Contains('s', StringComparison.Ordinal) => @"[^\n\r]",
        '$' when !flags.Contains('m', StringComparison.Ordinal) => @"\z",
        _ => c.ToString(),
    };

    private static string Escape(char c, bool inClass) => (c, inClass) switch
    {
        ('i', true) => @"\p{L}_:",
        ('i', false) => @"[\p{L}_:]",
        ('I', false) => @"[^\p{L}_:]",
        ('c', true) => @"\p{L}\p{M}\p{Nd}_:.\-\u00B7",
        ('c', false) => @"[\p{L}\p{M}\p{Nd}_:.\-\u00B7]",
        ('C', false) => @"[^\p{L}\p{M}\p{Nd}_:.\-\u00B7]",
        _ => $@"\{c}",
    };

    // Spaces within a class stay.
    private static string WithoutSpaces(string pattern)
    {
        var (result, depth) = (new StringBuilder(), 0);
        foreach (var c in pattern)
        {
            depth += c switch { '[' => 1, ']' => -1, _ => 0 };
            if (depth > 0 || c is not (' ' or '\t' or '\n' or '\r')) result.Append(c);
        }

        return result.ToString();
    }

    private static RegexOptions? Options(string flags)
    {
        var options = RegexOptions.CultureInvariant;
        foreach (var flag in flags)
        {
            if (Option(flag) is not { } option) return null;
            options |= option;
        }

        return options;
    }

    private static RegexOptions? Option(char flag) => flag switch
    {
        's' => RegexOptions.Singleline,
        'm' => RegexOptions.Multiline,
        'i' => RegexOptions.IgnoreCase,
        'x' or 'q' => RegexOptions.None,
        _ => null,
    };
}
