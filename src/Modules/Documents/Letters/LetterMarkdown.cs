using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Verwaltung.Documents.Contracts;

namespace Verwaltung.Documents.Letters;

/// <summary>Reads the body of a letter: headings, paragraphs, lists, bold, boxes (block quotes). Everything else of Markdown is refused by line.</summary>
internal sealed class LetterMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();
    private const int MostNested = 9; // the text itself, then four boxes or lists with their items
    private readonly int _firstLine;
    private readonly int _highest;
    private int _level = 1;

    private LetterMarkdown(int firstLine, MarkdownDocument document) =>
        (_firstLine, _highest) = (firstLine, document.Descendants<HeadingBlock>().Select(h => h.Level).DefaultIfEmpty(1).Min());

    internal static IReadOnlyList<LetterBlock> Read(string body, int firstLine)
    {
        var document = Markdown.Parse(body, Pipeline);
        return new LetterMarkdown(firstLine, document).Blocks(document);
    }

    /// <summary>Whether boxes and lists stand in each other beyond what a page has room for, or bold beyond what the parser follows: it throws then.</summary>
    internal static bool IsTooDeep(string body)
    {
        try
        {
            return Depth(Markdown.Parse(body, Pipeline)) > MostNested;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private static int Depth(Block block) => block is ContainerBlock container ? 1 + container.Select(Depth).DefaultIfEmpty().Max() : 0;

    private List<LetterBlock> Blocks(ContainerBlock container) => [.. container.Where(block => block is not LinkReferenceDefinitionGroup).Select(Block)];

    private LetterBlock Block(Block block) => block switch
    {
        HeadingBlock heading => new LetterBlock.Heading(Level(heading.Level), Runs(heading)),
        ParagraphBlock paragraph => new LetterBlock.Paragraph(Runs(paragraph)),
        ListBlock list =>
            new LetterBlock.List(
                list.IsOrdered, list.IsOrdered && int.TryParse(list.OrderedStart, out var start) ? start : 1, [.. list.Cast<ListItemBlock>().Select(Blocks)]),
        QuoteBlock quote => new LetterBlock.Box(Blocks(quote)),
        _ => throw Refuse(block.Line, $"A letter has no {Name(block)}; it has headings, paragraphs, lists and boxes ('> ')."),
    };

    // The subject is the first level, the body's highest the second; none must be left out (PDF/UA-1, 7.4.2).
    private int Level(int level) => _level = Math.Min(level - _highest + 2, _level + 1);

    private List<Run> Runs(LeafBlock block)
    {
        var runs = new List<Run>();
        Collect(block.Inline!, bold: false, runs, block.Line);
        return runs;
    }

    private void Collect(ContainerInline inlines, bool bold, List<Run> runs, int line)
    {
        foreach (var inline in inlines)
            switch (inline)
            {
                case LiteralInline literal: runs.Add(new(literal.Content.ToString(), bold)); break;
                case HtmlEntityInline entity: runs.Add(new(entity.Transcoded.ToString(), bold)); break;
                case LineBreakInline lineBreak: runs.Add(new(lineBreak.IsHard ? "\n" : " ", bold)); break;
                case EmphasisInline { DelimiterCount: 2 } strong: Collect(strong, true, runs, line); break;
                case AutolinkInline link: runs.Add(new(link.Url, bold)); break;
                default: throw Refuse(line, $"A letter has no {Name(inline)}; within a paragraph there is only **bold**.");
            }
    }

    private static string Name(object node) =>
        node.GetType().Name.Replace("Block", "", StringComparison.Ordinal).Replace("Inline", "", StringComparison.Ordinal);

    private LetterTemplateException Refuse(int line, string message) => new(_firstLine + line, message);
}
