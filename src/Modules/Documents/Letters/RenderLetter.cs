using System.Globalization;
using Verwaltung.Documents.Contracts;
using Verwaltung.Documents.Files;
using Verwaltung.Web;

namespace Verwaltung.Documents.Letters;

internal static class RenderLetterHandler
{
    public static LetterText Handle(FillLetter command) =>
        new(TemplateValues.Fill(command.Template, command.Data, CultureInfo.GetCultureInfo(command.Culture)));

    public static async Task<StoredFile> HandleAsync(
        RenderLetter command, PdfEngine engine, FileStore files, TextCatalogue catalogue, CancellationToken cancellation)
    {
        if (await files.FindAsync(command.Id, cancellation) is { } first && first.Rights.Case == command.Case)
            return first.File;
        var culture = CultureInfo.GetCultureInfo(command.Culture);
        var texts = catalogue.In(culture);
        var filled = TemplateValues.Fill(command.Template, command.Data, culture);
        var letter = LetterReader.Read(filled, command.Kind, texts.Date(command.Date), command.Culture, new(texts["letter.date"], texts["letter.page"]));
        var pdf = await engine.RenderAsync(letter, cancellation);
        return await files.StoreAsync(new(command.Id, command.Owner, command.Case, command.Team, command.FileName, pdf), pending: false, cancellation);
    }
}
