using System.Globalization;
using JasperFx.Events;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Payments;

/// <summary>
/// Job <c>zahlung-erstatten</c>: a paid fee goes back, whole or <c>betrag</c> of it; input <c>grund</c> is optional. A fee that was not paid yet
/// is cancelled instead. The job's id names the refund, so a repetition finds it.
/// </summary>
internal sealed record RefundPayment(CaseId Case, Guid Job);

internal static class RefundPaymentHandler
{
    public static async Task HandleAsync(
        RefundPayment command, IDocumentSession session, IRunner runner, PaymentBook book, TimeProvider time, CancellationToken cancellation)
    {
        if (await runner.InvokeAsync<JobInputs?>(new GetJob(command.Case, command.Job), cancellation: cancellation) is not { } job)
            return;

        var answer = await book.FindAsync(command.Case, cancellation) is { } id
            ? Refund(await session.Events.FetchForWriting<Payment>(id, cancellation), job, command.Job, time.GetUtcNow())
            : CaseAnswer.None;
        await runner.InvokeAsync(new CompleteJob(command.Case, command.Job, answer, CaseAnswer.Origin), cancellation: cancellation);
    }

    private static Feel.FeelContext Refund(IEventStream<Payment> stream, JobInputs job, Guid refund, DateTimeOffset now)
    {
        var payment = stream.Aggregate!;
        var reason = job.Has("grund") ? job.Text("grund", "grund") : "case-closed";
        if (payment.Refunds.FirstOrDefault(one => one.Id == refund) is { } before) return CaseAnswer.Refunded(payment, before.Cents);
        if (payment.IsOpen)
        {
            var cancelled = new PaymentCancelled(reason, now);
            stream.AppendOne(cancelled);
            return CaseAnswer.Of(payment.Apply(cancelled));
        }

        // A case that hears from this answer that it was paid need not be told again.
        if (!payment.IsCaseTold) stream.AppendOne(new CaseTold(now));
        if (payment.Kept == 0) return CaseAnswer.Refunded(payment, 0);
        var wish = job.Has("betrag") ? job.Cents("betrag", "betrag") : payment.Kept;
        if (Refunding.Decide(payment, refund, wish, reason, by: null, now) is not { } requested)
            throw new JobInputException(
                job, "betrag", string.Create(
                    CultureInfo.InvariantCulture, $"between 0.01 and {CaseAnswer.Euros(payment.Kept):0.00}"), job.Values.Get("betrag"));
        stream.AppendOne(requested);
        return CaseAnswer.Refunded(payment.Apply(requested), requested.Cents);
    }
}

internal static class Refunding
{
    /// <summary>Null when more should go back than is there.</summary>
    public static RefundRequested? Decide(Payment payment, Guid refund, long cents, string reason, PersonId? by, DateTimeOffset now) =>
        cents > 0 && cents <= payment.Kept ? new(refund, cents, reason, IsSurplus: false, by, now) : null;
}
