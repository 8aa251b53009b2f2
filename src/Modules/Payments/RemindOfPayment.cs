using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Periods;
using Wolverine;

namespace Verwaltung.Payments;

/// <summary>An e-mail without content says that there is news, or a letter what is to be paid. The job's id names the mail.</summary>
[JobWorker(
    "zahlung-erinnern", "tells the applicant again of the fee, as long as it is not paid",
    Gives = "`zahlung`; if it is open `zahlung.erinnert` (the day), by which the letter knows")]
internal sealed record RemindOfPayment(Job Job) : IAsk<JobResult>;

internal static class RemindOfPaymentHandler
{
    public static async Task<(JobResult, OutgoingMessages)> HandleAsync(
        RemindOfPayment command, IDocumentSession session, PaymentBook book, TimeProvider time, CancellationToken cancellation)
    {
        var payment = await book.FindAsync(command.Job.Case, cancellation) is { } id
            ? await session.Events.FetchLatest<Payment>(id, cancellation)
            : null;
        if (payment is not { IsOpen: true }) return (CaseAnswer.Completed(payment is null ? CaseAnswer.None : CaseAnswer.Of(payment)), []);

        var answer = CaseAnswer.Of(payment).WithPath(DataNames.PaymentReminded, CaseAnswer.Iso(LegalTime.Day(time.GetUtcNow())));
        return (CaseAnswer.Completed(answer), [new SendMail(command.Job.Id, command.Job.Case, MailTemplates.PaymentOpen)]);
    }
}
