using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;
using Wolverine;

namespace Verwaltung.Payments;

/// <summary>
/// Job <c>zahlung-anfordern</c>: asks for <c>betrag</c> (else <c>gebuehr.betrag</c>) under <c>tarif</c> (else <c>gebuehr.rechtsgrundlage</c>), to be paid
/// by <c>faellig</c> (else two weeks on, § 193 BGB). A case has one open payment: asked again for the same amount it answers with that one,
/// for another amount the old one is cancelled. A fee of 0 needs no payment. An e-mail without content says that there is news.
/// </summary>
internal sealed record RequestPayment(CaseId Case, Guid Job);

internal static class RequestPaymentHandler
{
    public static async Task<OutgoingMessages> HandleAsync(
        RequestPayment command, IDocumentSession session, IRunner runner, PaymentBook book, PaymentSettings settings, TimeProvider time,
        CancellationToken cancellation)
    {
        if (await runner.InvokeAsync<JobInputs?>(new GetJob(command.Case, command.Job), cancellation: cancellation) is not { } job)
            return [];

        var cents = job.Cents("betrag", DataNames.Fee);
        var now = time.GetUtcNow();
        var answer = CaseAnswer.NotNeeded;
        OutgoingMessages messages = [];
        if (await OpenAsync(command, session, book, cents, now, cancellation) is { } open) answer = CaseAnswer.Requested(open, settings.Bank);
        else if (cents > 0)
        {
            var requested = Request(command, job, cents, await book.NextKassenzeichenAsync(now, cancellation), settings, now);
            session.Events.StartStream<Payment>(command.Job, requested);
            answer = CaseAnswer.Requested(Payment.Create(requested), settings.Bank);
            messages.Add(new SendMail(command.Job, command.Case, MailTemplates.PaymentOpen));
        }

        await runner.InvokeAsync(new CompleteJob(command.Case, command.Job, answer, CaseAnswer.Origin), cancellation: cancellation);
        return messages;
    }

    /// <summary>The payment that this job made before, or that the case waits for with the same amount.</summary>
    private static async Task<Payment?> OpenAsync(
        RequestPayment command, IDocumentSession session, PaymentBook book, long cents, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await session.Events.FetchLatest<Payment>(command.Job, cancellation) is { } own) return own;
        if (await book.FindAsync(command.Case, cancellation) is not { } id) return null;
        var stream = await session.Events.FetchForWriting<Payment>(id, cancellation);
        if (stream.Aggregate is not { IsOpen: true } open) return null;
        if (open.Cents == cents) return open;
        stream.AppendOne(new PaymentCancelled("amount-changed", now));
        return null;
    }

    private static PaymentRequested Request(
        RequestPayment command, JobInputs job, long cents, string kassenzeichen, PaymentSettings settings, DateTimeOffset now) =>
        new(
        command.Job, command.Case.Value, new PersonId(job.Applicant), job.FileNumber, kassenzeichen, cents, job.Text("tarif", DataNames.FeeBasis),
        job.Day("faellig") ?? settings.DueAfter(LegalTime.Day(now)), now);
}
