using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Periods;
using Wolverine;

namespace Verwaltung.Payments;

/// <summary>
/// Job <c>zahlung-erinnern</c>: an e-mail without content says that there is news, or a letter what is to be paid. The job's id names the mail.
/// </summary>
internal sealed record RemindOfPayment(CaseId Case, Guid Job);

internal static class RemindOfPaymentHandler
{
    public static async Task<OutgoingMessages> HandleAsync(
        RemindOfPayment command, IDocumentSession session, IRunner runner, PaymentBook book, TimeProvider time, CancellationToken cancellation)
    {
        if (await runner.InvokeAsync<JobInputs?>(new GetJob(command.Case, command.Job), cancellation: cancellation) is null) return [];

        var payment = await book.FindAsync(command.Case, cancellation) is { } id ? await session.Events.FetchLatest<Payment>(id, cancellation) : null;
        var answer = payment switch
        {
            null => CaseAnswer.None,
            { IsOpen: true } => CaseAnswer.Of(payment).WithPath(DataNames.PaymentReminded, CaseAnswer.Iso(LegalTime.Day(time.GetUtcNow()))),
            _ => CaseAnswer.Of(payment),
        };
        await runner.InvokeAsync(new CompleteJob(command.Case, command.Job, answer, CaseAnswer.Origin), cancellation: cancellation);
        return payment is { IsOpen: true } ? [new SendMail(command.Job, command.Case, MailTemplates.PaymentOpen)] : [];
    }
}
