using Verwaltung.Documents.Contracts;

namespace Verwaltung.Documents.Letters;

/// <summary>The words around a body that no template writes.</summary>
internal sealed record LetterLabels(string Date, string Page);

/// <summary>Reads a filled template: front matter (<c>key: value</c> lines between two <c>---</c>) and body.</summary>
internal static class LetterReader
{
    private static readonly string[] Keys = ["title", "subject", "from", "to", "info", "sign"];

    internal static Letter Read(string text, LetterKind kind, string date, string language, LetterLabels labels)
    {
        var template = text.ReplaceLineEndings("\n");
        if (TemplatePart.FrontMatter().Match(template) is not { Success: true } head)
            throw new LetterTemplateException(1, "Expected front matter between two lines '---', with 'subject:' and 'from:' at least.");
        var fields = Fields(head.Value.Split('\n'));
        var subject = One(fields, "subject") ?? throw new LetterTemplateException(1, "The front matter has no 'subject:'.");
        if (fields["from"].ToList() is not { Count: > 0 } sender)
            throw new LetterTemplateException(1, "The front matter has no 'from:'; an act without its authority is void (§ 44(2) Nr. 1 VwVfG).");
        if (kind is LetterKind.Letter && !fields["to"].Any())
            throw new LetterTemplateException(1, "The front matter of a letter has no 'to:'.");
        var info = fields["info"]
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries) is [var label, var value] ? new[] { label, value } : ["", line]);
        return new(
            kind is LetterKind.Letter ? "letter" : "sheet", language, One(fields, "title") ?? subject, subject, sender, [.. fields["to"]],
            kind is LetterKind.Sheet ? [.. info] : [[labels.Date, date], .. info],
            LetterMarkdown.Read(template[head.Length..], head.Value.Count(c => c == '\n') + 1), [.. fields["sign"]], labels.Page);
    }

    private static ILookup<string, string> Fields(string[] lines) =>
        lines.Select((line, i) => (Line: i + 1, Text: line))
            .Where(l => l.Text is not ("---" or ""))
            .Select(l => l.Text.Split(':', 2, StringSplitOptions.TrimEntries) is [var key, var value] && Keys.Contains(key)
                ? (key, value)
                : throw new LetterTemplateException(l.Line, $"Expected 'key: value' with one of the keys {string.Join(", ", Keys)}, but found '{l.Text}'."))
            .Where(field => field.value.Length > 0)
            .ToLookup(field => field.key, field => field.value);

    private static string? One(ILookup<string, string> fields, string key) => fields[key].FirstOrDefault();
}
