using System.Text.RegularExpressions;
using Verwaltung.Documents.Contracts;

namespace Verwaltung.Documents.Letters;

/// <summary>A template taken apart: plain text, placeholders, and sections that hold parts again.</summary>
internal abstract partial record TemplatePart(int Line)
{
    internal sealed record Text(int Line, string Words) : TemplatePart(Line);

    internal sealed record Value(int Line, string Path, bool Optional, string? Format, bool InFrontMatter) : TemplatePart(Line);

    internal sealed record Section(int Line, string Path, bool Inverted, IReadOnlyList<TemplatePart> Parts) : TemplatePart(Line);

    internal static IReadOnlyList<TemplatePart> Parse(string template)
    {
        var open = new Stack<(string Path, bool Inverted, int Line, List<TemplatePart> Parts)>([("", false, 1, [])]);
        var (at, line, bodyLine) = (0, 1, FirstBodyLine(template));
        foreach (var match in Placeholder().EnumerateMatches(template))
        {
            Add(template[at..match.Index]);
            var tag = Placeholder().Match(template, match.Index);
            Take(
                tag.Groups["sign"].Value, tag.Groups["path"].Value, tag.Groups["optional"].Success,
                tag.Groups["format"] is { Success: true } f ? f.Value : null);
            line += Lines(tag.Value);
            at = match.Index + match.Length;
        }
        Add(template[at..]);
        return open.Count == 1
            ? open.Pop().Parts
            : throw new LetterTemplateException(open.Peek().Line, $"The section {{{{#{open.Peek().Path}}}}} is not closed.");

        void Add(string words)
        {
            if (words.Contains("{{", StringComparison.Ordinal))
                throw new LetterTemplateException(
                    line + Lines(words[..words.IndexOf("{{", StringComparison.Ordinal)]),
                    "Expected a placeholder such as {{path}} or {{path:date}} after '{{'.");
            open.Peek().Parts.Add(new Text(line, words));
            line += Lines(words);
        }

        void Take(string sign, string path, bool optional, string? format)
        {
            if (sign is "#" or "^")
                open.Push((path, sign == "^", line, []));
            else if (sign == "/")
                Close(path);
            else
                open.Peek().Parts.Add(new Value(line, path, optional, format, line < bodyLine));
        }

        void Close(string path)
        {
            var section = open.Pop();
            if (open.Count == 0 || section.Path != path)
                throw new LetterTemplateException(line, $"{{{{/{path}}}}} closes a section that is not open here.");
            open.Peek().Parts.Add(new Section(section.Line, path, section.Inverted, section.Parts));
        }
    }

    private static int Lines(string text) => text.Count(c => c == '\n');

    private static int FirstBodyLine(string template) => FrontMatter().Match(template) is { Success: true } match ? 1 + Lines(match.Value) : 1;

    // A section's tag that stands alone on its line goes with the line, so that it leaves no empty paragraph behind.
    [GeneratedRegex(
        @"(?:(?<=^|\n)[ \t]*\{\{(?<sign>[#^/])\s*(?<path>\.|[\p{L}_][\p{L}\p{N}_.]*)\s*\}\}[ \t]*(?:\n|$))"
        + @"|\{\{(?<sign>[#^/]?)\s*(?<path>\.|[\p{L}_][\p{L}\p{N}_.]*)(?<optional>\?)?(?::(?<format>[a-z]+))?\s*\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\A---\n.*?\n---(?:\n|\z)", RegexOptions.Singleline)]
    internal static partial Regex FrontMatter();
}
