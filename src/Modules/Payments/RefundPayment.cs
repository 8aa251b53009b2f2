using System.Globalization;
using JasperFx.Events;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Payments;

/// <summary>A paid fee goes back; one that was not paid yet is cancelled instead. The job's id names the refund, so a repetition finds it.</summary>
[JobWorker(
    "zahlung-erstatten",
    "asks the provider a last time; the cash office sends a paid fee back, whole or `betrag` of it, and an unpaid one is cancelled. "
    + "`grund` is a word for the ledger",
    Gives = "`zahlung`, `zahlung.erstattung`")]
internal sealed record RefundPayment(Job Job, [Input("betrag")] Euros? Amount, [Input("grund")] string? Reason) : IAsk<JobResult>;

internal static class RefundPaymentHandler
{
    public static async Task<JobResult> HandleAsync(
        RefundPayment command, IDocumentSession session, LastCheck provider, TimeProvider time, CancellationToken cancellation) =>
        await provider.FindAsync(command.Job.Case, cancellation) is { } id
            ? Refund(await session.Events.FetchForWriting<Payment>(id, cancellation), command, command.Reason ?? "case-closed", time.GetUtcNow())
            : CaseAnswer.Completed(CaseAnswer.None);

    private static JobResult Refund(IEventStream<Payment> stream, RefundPayment command, string reason, DateTimeOffset now)
    {
        var (payment, refund) = (stream.Aggregate!, command.Job.Id);
        if (payment.Refunds.FirstOrDefault(one => one.Id == refund) is { } before) return CaseAnswer.Completed(CaseAnswer.Refunded(payment, before.Cents));
        if (payment.IsOpen)
        {
            var cancelled = new PaymentCancelled(reason, now);
            stream.AppendOne(cancelled);
            return CaseAnswer.Completed(CaseAnswer.Of(payment.Apply(cancelled)));
        }

        var requested = Refunding.Decide(payment, refund, command.Amount?.Cents ?? payment.Kept, reason, by: null, now);
        if (requested is null && payment.Kept > 0) return TooMuch(command.Job, payment);

        // A case that hears from this answer that it was paid need not be told again.
        if (!payment.IsCaseTold) stream.AppendOne(new CaseTold(now));
        if (requested is null) return CaseAnswer.Completed(CaseAnswer.Refunded(payment, 0));
        stream.AppendOne(requested);
        return CaseAnswer.Completed(CaseAnswer.Refunded(payment.Apply(requested), requested.Cents));
    }

    private static JobResult.Failed TooMuch(Job job, Payment payment) => JobResult.Failed.Expected(
        job, "betrag", string.Create(CultureInfo.InvariantCulture, $"between 0.01 and {CaseAnswer.Euros(payment.Kept):0.00}"));
}

internal static class Refunding
{
    /// <summary>Null when more should go back than is there.</summary>
    public static RefundRequested? Decide(Payment payment, Guid refund, long cents, string reason, PersonId? by, DateTimeOffset now) =>
        cents > 0 && cents <= payment.Kept ? new(refund, cents, reason, IsSurplus: false, by, now) : null;
}
