using System.Text.Json.Serialization;

namespace Verwaltung.Documents.Letters;

/// <summary>What the PDF engine sets.</summary>
internal abstract record PdfPage(string Kind);

/// <summary>A letter as the PDF engine reads it: words in reading order, no template and no Markdown left.</summary>
internal sealed record Letter(
    string Kind, string Language, string Title, string Subject, IReadOnlyList<string> Sender, IReadOnlyList<string> Recipient,
    IReadOnlyList<string[]> Info, IReadOnlyList<LetterBlock> Body, IReadOnlyList<string> Signature, string PageLabel) : PdfPage(Kind);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Heading), "heading")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(List), "list")]
[JsonDerivedType(typeof(Box), "box")]
internal abstract record LetterBlock
{
    internal sealed record Heading(int Level, IReadOnlyList<Run> Runs) : LetterBlock;

    internal sealed record Paragraph(IReadOnlyList<Run> Runs) : LetterBlock;

    internal sealed record List(bool Ordered, int Start, IReadOnlyList<IReadOnlyList<LetterBlock>> Items) : LetterBlock;

    internal sealed record Box(IReadOnlyList<LetterBlock> Blocks) : LetterBlock;
}

/// <summary>Words of one weight; a line break is <c>\n</c>.</summary>
internal sealed record Run([property: JsonPropertyName("t")] string Text, [property: JsonPropertyName("b")] bool Bold = false);
