using QRCoder;
using Verwaltung.Documents.Contracts;

namespace Verwaltung.Documents.Letters;

internal static class RenderPassHandler
{
    public static async Task<PassPdf> HandleAsync(RenderPass command, PdfEngine engine, CancellationToken cancellation) =>
        new(await engine.RenderAsync(
            new Pass(command.Culture, command.Title, [command.Issuer], command.Lines, Matrix(command.Code), command.CodeLabel, command.Notes), cancellation));

    /// <summary>The code's modules row by row, 1 for dark, with the quiet zone of four around.</summary>
    internal static IReadOnlyList<string> Matrix(string code)
    {
        using var data = QRCodeGenerator.GenerateQrCode(code, QRCodeGenerator.ECCLevel.M);
        return [.. data.ModuleMatrix.Select(row => string.Concat(row.Cast<bool>().Select(dark => dark ? '1' : '0')))];
    }
}

/// <summary>A pass as the PDF engine reads it.</summary>
internal sealed record Pass(
    string Language, string Title, IReadOnlyList<string> Sender, IReadOnlyList<PassLine> Lines, IReadOnlyList<string> Code, string CodeLabel,
    IReadOnlyList<string> Notes)
    : PdfPage("pass")
{
    public string Subject => Title;
}
