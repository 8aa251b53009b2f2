using System.Globalization;
using Verwaltung.Documents.Contracts;
using Verwaltung.Messaging;
using Verwaltung.Periods;
using Verwaltung.Web;

namespace Verwaltung.Parking;

/// <summary>
/// The sheet that lies in the car, made anew whenever it is asked for: so there is none of a number that is void. It is in German, the official
/// language.
/// </summary>
internal sealed class PermitSheet(IRunner runner, SigningKeys keys, TextCatalogue catalogue, Office office)
{
    private const string Culture = "de-DE";
    private const int Huge = 54;
    private const int Large = 36;
    private const int Medium = 18;

    public async Task<byte[]> RenderAsync(PermitView permit, CancellationToken cancellation)
    {
        var texts = catalogue.In(CultureInfo.GetCultureInfo(Culture));
        var pass = new RenderPass(
            office.City,
            texts.Format("sheet.title", permit.Number),
            [
                new(texts["sheet.zone"], permit.Zone, Huge),
                new(texts["sheet.plate"], permit.Plate, Large),
                new(texts["sheet.until"], texts.Date(permit.ValidTo), Large),
                new(texts["sheet.from"], texts.Date(permit.ValidFrom), Medium),
                new(texts["sheet.number"], permit.Number, Medium),
            ],
            await CodeAsync(permit, cancellation),
            texts["sheet.code"],
            [texts["sheet.note.visible"], texts["sheet.note.changes"], texts["sheet.note.fold"]],
            Culture);
        return (await runner.InvokeAsync<PassPdf>(pass, cancellation: cancellation)).Content;
    }

    public async Task<string> CodeAsync(PermitView permit, CancellationToken cancellation)
    {
        var text = SheetCode.Of(permit).Text;
        return $"{text}.{await keys.SignAsync(text, cancellation)}";
    }
}
