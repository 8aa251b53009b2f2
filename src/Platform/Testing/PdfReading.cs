using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Tokens;

namespace Verwaltung.Testing;

/// <summary>A PDF as those read it who get it. Lengths are points (1/72 inch) from the upper left corner of the page.</summary>
public sealed class PdfReading : IDisposable
{
    private const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    private readonly PdfDocument _document;
    private readonly DictionaryToken _catalogue;

    public PdfReading(byte[] pdf)
    {
        _document = PdfDocument.Open(pdf);
        _catalogue = _document.Structure.Catalog.CatalogDictionary;
    }

    /// <summary>Title, subject and author.</summary>
    public (string? Title, string? Subject, string? Author) About =>
        (_document.Information.Title, _document.Information.Subject, _document.Information.Author);

    public int PageCount => _document.NumberOfPages;

    /// <summary>The lines of all pages in the order in which they are read aloud, without empty ones.</summary>
    public IReadOnlyList<string> Lines =>
        [.. _document.GetPages().SelectMany(page => ContentOrderTextExtractor.GetText(page).ReplaceLineEndings("\n").Split('\n', Trimmed))];

    /// <summary>Whether it says of itself that its content is tagged (ISO 32000-1, 14.7.1).</summary>
    public bool IsTagged => At(_catalogue, "MarkInfo") is DictionaryToken marks && At(marks, "Marked") is BooleanToken { Data: true };

    /// <summary>The types of the structure elements, parents before children (ISO 32000-1, 14.7.2).</summary>
    public IEnumerable<string> Structure => At(_catalogue, "StructTreeRoot") is DictionaryToken root ? Below(root) : [];

    /// <summary>The words on a page (from 1) that reach into a rectangle, and whether they lie in it whole.</summary>
    public IReadOnlyList<(string Word, bool Whole)> WordsIn(int page, double left, double top, double width, double height)
    {
        var sheet = _document.GetPage(page);
        var window = new PdfRectangle(left, sheet.Height - top - height, left + width, sheet.Height - top);
        return [.. sheet.GetWords()
            .Where(word => window.IntersectsWith(word.BoundingBox))
            .Select(word => (word.Text, window.Contains(word.BoundingBox, includeBorder: true)))];
    }

    /// <summary>What is printed on a page (from 1), in black: lines and areas as they are, letters as their boxes; a row of pixels for each line.</summary>
    /// <param name="resolution">Pixels per inch.</param>
    public bool[][] Photograph(int page, int resolution)
    {
        var sheet = _document.GetPage(page);
        var scale = resolution / 72.0;
        bool[][] pixels = [.. Enumerable.Range(0, (int)(sheet.Height * scale)).Select(_ => new bool[(int)(sheet.Width * scale)])];
        foreach (var area in Printed(sheet))
            for (var y = Pixel(sheet.Height - area.Top); y < Math.Min(Pixel(sheet.Height - area.Bottom), pixels.Length); y++)
                for (var x = Pixel(area.Left); x < Math.Min(Pixel(area.Right), pixels[y].Length); x++)
                    pixels[y][x] = true;
        return pixels;

        // A pixel is black when its middle is.
        int Pixel(double length) => Math.Max(0, (int)Math.Ceiling(length * scale - 0.5));
    }

    public void Dispose() => _document.Dispose();

    private static IEnumerable<PdfRectangle> Printed(Page page) =>
        page.Paths.Where(path => path.IsFilled || path.IsStroked).SelectMany(path => path).Select(part => part.GetBoundingRectangle()).OfType<PdfRectangle>()
            .Concat(page.Letters.Select(letter => letter.BoundingBox));

    private IEnumerable<string> Below(DictionaryToken element)
    {
        var children = At(element, "K") switch
        {
            ArrayToken many => many.Data.Select(Resolve),
            { } one => [one],
            null => [],
        };
        foreach (var child in children.OfType<DictionaryToken>().Where(child => At(child, "S") is NameToken))
        {
            yield return ((NameToken)At(child, "S")!).Data;
            foreach (var type in Below(child))
                yield return type;
        }
    }

    private IToken? At(DictionaryToken dictionary, string name) => dictionary.TryGet(NameToken.Create(name), out var token) ? Resolve(token) : null;

    private IToken Resolve(IToken token) => token is IndirectReferenceToken reference ? _document.Structure.GetObject(reference.Data).Data : token;
}
