using Verwaltung.Documents.Contracts;

namespace Verwaltung.Documents.Letters;

/// <summary>The folder whose <c>node_modules</c> hold the PDF engine: the nearest above the program or the current folder.</summary>
internal static class NodePackages
{
    private static readonly string[] Needed = ["node_modules/pdfkit/package.json", "node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf"];

    internal static string Find() =>
        Ancestors(AppContext.BaseDirectory).Concat(Ancestors(Directory.GetCurrentDirectory())).FirstOrDefault(HasAll)
        ?? throw new LettersUnavailableException(
            "The PDF engine is not installed (node_modules/pdfkit is missing): run 'npm ci --ignore-scripts' beside package.json.");

    private static bool HasAll(string folder) => Needed.All(file => File.Exists(Path.Combine(folder, file)));

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            yield return at.FullName;
    }
}
