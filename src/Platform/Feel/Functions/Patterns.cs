using System.Text;
using System.Text.RegularExpressions;

namespace Verwaltung.Feel.Functions;

/// <summary>Regular expressions of XPath (functions and operators, clause 7.6) on those of .NET.</summary>
internal static class Patterns
{
    // A pattern that backtracks without end must not hold the host.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Uses a pattern; C# null if it is none, if a flag is unknown, or if it takes too long.</summary>
    public static FeelValue? Try(string pattern, FeelString? flags, Func<Regex, FeelValue> use)
    {
        if (Options(flags?.Value ?? "") is not { } options) return null;
        try
        {
            return Translate(pattern, flags?.Value ?? "") is { } translated ? use(new Regex(translated, options, Patience)) : null;
        }
        catch (Exception exception) when (exception is RegexParseException or RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>XPath writes a literal dollar as <c>\$</c>, .NET as <c>$$</c>.</summary>
    public static string Replacement(string text)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length) result.Append(text[++i] == '$' ? "$$" : text[i].ToString());
            else result.Append(text[i]);
        }

        return result.ToString();
    }

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
