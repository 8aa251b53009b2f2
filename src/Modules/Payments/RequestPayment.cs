using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Periods;
using Wolverine;

namespace Verwaltung.Payments;

/// <summary>
/// Asks for a fee, to be paid by a day (without one two weeks on, § 193 BGB). A case has one open payment: asked again for the same amount it answers
/// with that one, for another amount the old one is cancelled. A fee of 0 needs no payment. An e-mail without content says that there is news.
/// </summary>
[JobWorker(
    "zahlung-anfordern",
    "asks the applicant for the fee at `/my/ID/payment`, with an e-mail that there is news, or letter `zahlungsaufforderung` where there is no address; "
    + "without `faellig` it is due in two weeks, moved to a working day. A fee of 0 needs no payment and no `tarif`: `zahlung.bezahlt` is true at once. "
    + "A case has one open payment: the same amount again is the same payment, another amount replaces it",
    Gives = "`zahlung`, `zahlung.konto`")]
internal sealed record RequestPayment(
    Job Job,
    [Input("betrag", Else = nameof(DataNames.Fee))] Euros Amount,
    [Input("tarif", Else = nameof(DataNames.FeeBasis))] string? Tariff,
    [Input("faellig")] DateOnly? Due) : IAsk<JobResult>;

internal static class RequestPaymentHandler
{
    public static async Task<(JobResult, OutgoingMessages)> HandleAsync(
        RequestPayment command, IDocumentSession session, PaymentBook book, PaymentSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        if (command is { Amount.Cents: > 0, Tariff: null }) return (JobResult.Failed.Expected(command.Job, "tarif", "a text"), []);

        var now = time.GetUtcNow();
        if (await OpenAsync(command, session, book, now, cancellation) is { } open)
            return (CaseAnswer.Completed(CaseAnswer.Requested(open, settings.Bank)), []);
        if (command.Amount.Cents == 0) return (CaseAnswer.Completed(CaseAnswer.NotNeeded), []);

        var requested = Request(command, await book.NextKassenzeichenAsync(now, cancellation), settings, now);
        session.Events.StartStream<Payment>(command.Job.Id, requested);
        return (
            CaseAnswer.Completed(CaseAnswer.Requested(Payment.Create(requested), settings.Bank)),
            [new SendMail(command.Job.Id, command.Job.Case, MailTemplates.PaymentOpen)]);
    }

    /// <summary>The payment that this job made before, or that the case waits for with the same amount.</summary>
    private static async Task<Payment?> OpenAsync(
        RequestPayment command, IDocumentSession session, PaymentBook book, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await session.Events.FetchLatest<Payment>(command.Job.Id, cancellation) is { } own) return own;
        if (await book.FindAsync(command.Job.Case, cancellation) is not { } id) return null;
        var stream = await session.Events.FetchForWriting<Payment>(id, cancellation);
        if (stream.Aggregate is not { IsOpen: true } open) return null;
        if (open.Cents == command.Amount.Cents) return open;
        stream.AppendOne(new PaymentCancelled("amount-changed", now));
        return null;
    }

    private static PaymentRequested Request(RequestPayment command, string kassenzeichen, PaymentSettings settings, DateTimeOffset now) => new(
        command.Job.Id, command.Job.Case.Value, command.Job.Applicant, command.Job.FileNumber, kassenzeichen, command.Amount.Cents, command.Tariff!,
        command.Due ?? settings.DueAfter(LegalTime.Day(now)), now);
}
