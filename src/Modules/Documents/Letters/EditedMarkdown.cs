using System.Text.RegularExpressions;

namespace Verwaltung.Documents.Letters;

/// <summary>
/// Text that a clerk edited, made safe for a letter: headings, lists, boxes and bold stay Markdown, every other mark becomes the character it is.
/// So nothing that can be typed keeps a notice from being issued; templates, which designers write, are refused by line instead.
/// </summary>
internal static partial class EditedMarkdown
{
    public static string Of(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var edited = string.Join('\n', lines.Select(Line)).Replace("{{", @"\{\{", StringComparison.Ordinal);
        return LetterMarkdown.IsTooDeep(edited) ? string.Join('\n', lines.Select(Plain)) : edited;
    }

    private static string Plain(string line) => Punctuation().Replace(line.Trim(), @"\$0");

    private static string Line(string line)
    {
        var shallow = DeepIndent().Replace(line, "   ");
        if (Rule().Match(shallow) is { Success: true } rule)
            return shallow.Insert(rule.Groups[1].Index, @"\");
        var marker = ListMarker().Match(shallow).Length;
        return shallow[..marker] + Mark().Replace(shallow[marker..].Replace("***", "**", StringComparison.Ordinal), @"\$0");
    }

    /// <summary>What a backslash makes the character it is (CommonMark, 2.4).</summary>
    [GeneratedRegex(@"[!-/:-@\[-`{-~]")]
    private static partial Regex Punctuation();

    /// <summary>Four blanks or a tab would make the line code.</summary>
    [GeneratedRegex(@"^(?:\t| {4})[\t ]*")]
    private static partial Regex DeepIndent();

    /// <summary>A line of dashes, stars or tildes: a rule across the page, an underlined heading, or the fence of code.</summary>
    [GeneratedRegex(@"^ {0,3}([-*_=~])(?:[ \t]*\1){1,}[ \t]*$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^ {0,3}[*+-] +")]
    private static partial Regex ListMarker();

    /// <summary>Single stars and all other marks, unless escaped already.</summary>
    [GeneratedRegex(@"(?<!\\)(?:[`_\[\]<~]|(?<!\*)\*(?!\*))")]
    private static partial Regex Mark();
}
