using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Feel;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;
using Verwaltung.Web;
using Wolverine.Attributes;

namespace Verwaltung.Payments;

/// <summary>Sets the receipt of the counter as PDF and puts it into the e-file, where payer and clerk find it.</summary>
[MessageIdentity("payments.print_receipt")]
internal sealed record PrintReceipt(Guid Payment);

internal static class PrintReceiptHandler
{
    private static readonly Lazy<string> Template = new(Read);

    public static async Task HandleAsync(
        PrintReceipt print, IDocumentSession session, IRunner runner, Office office, TextCatalogue catalogue, CancellationToken cancellation)
    {
        if (await session.Events.FetchLatest<Payment>(print.Payment, cancellation) is not { Received: { Receipt: { } receipt } received } payment) return;

        var citizen = await runner.InvokeAsync<Citizen?>(new GetCitizen(payment.Payer), cancellation: cancellation);
        var names = await runner.InvokeAsync<PeopleNames>(new GetPeople([received.By!.Value]), cancellation: cancellation);
        var texts = catalogue.In(System.Globalization.CultureInfo.GetCultureInfo("de-DE"));
        var values = FeelContext.Empty
            .With("nummer", receipt.Text).With("am", CaseAnswer.Iso(LegalTime.Day(received.At))).With("betrag", CaseAnswer.Euros(received.Cents))
            .With("tarif", payment.Tariff).With("aktenzeichen", payment.FileNumber).With("kassenzeichen", payment.Kassenzeichen)
            .With("name", citizen?.Name ?? "").With(
                "art", texts[$"payment.method.{received.Method.ToString().ToUpperInvariant()}"]).With("angenommen", names[received.By.Value]);
        var file = await runner.InvokeAsync<StoredFile>(
            new RenderLetter(
                new FileId(receipt.Id), payment.Payer, new CaseId(payment.Case), null, LetterKind.Receipt, Template.Value,
                FeelContext.Empty.With("stadt", office.City).With("quittung", values), $"Quittung {receipt.Text}.pdf", LegalTime.Day(received.At)),
            cancellation: cancellation);
        await runner.InvokeAsync(
            new FileDocument(
                new CaseId(payment.Case), new AttachedFile(file.Id.Value, file.Name, "counter-receipt"), received.By.Value), cancellation: cancellation);
    }

    private static string Read()
    {
        using var file = typeof(PrintReceiptHandler).Assembly.GetManifestResourceStream("Verwaltung.Payments.Letters.quittung.md")!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
