using JasperFx.Events;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;

namespace Verwaltung.Payments;

/// <summary>
/// Nobody need pay any more. The answer says whether it was paid before: then nothing is cancelled and the process goes on as paid.
/// Money that comes later is recorded and goes back.
/// </summary>
[JobWorker(
    "zahlung-abbrechen",
    "asks the provider a last time; paid: nothing is cancelled and `zahlung.bezahlt` is true. Else nobody need pay any more, and money that still comes goes "
    + "back by itself. `grund` is a word for the ledger",
    Gives = "`zahlung`")]
internal sealed record CancelPayment(Job Job, [Input("grund")] string? Reason) : IAsk<JobResult>;

internal static class CancelPaymentHandler
{
    public static async Task<JobResult> HandleAsync(
        CancelPayment command, IDocumentSession session, LastCheck provider, TimeProvider time, CancellationToken cancellation) =>
        CaseAnswer.Completed(await provider.FindAsync(command.Job.Case, cancellation) is { } id
            ? CaseAnswer.Of(Cancel(await session.Events.FetchForWriting<Payment>(id, cancellation), command.Reason, time.GetUtcNow()))
            : CaseAnswer.None);

    /// <summary>The payment as it is afterwards. A case that hears from this answer that it is paid need not be told again.</summary>
    private static Payment Cancel(IEventStream<Payment> stream, string? reason, DateTimeOffset now)
    {
        var payment = stream.Aggregate!;
        if (payment.IsOpen)
        {
            var cancelled = new PaymentCancelled(reason ?? "case-closed", now);
            stream.AppendOne(cancelled);
            return payment.Apply(cancelled);
        }

        if (payment is { Received: not null, IsCaseTold: false }) stream.AppendOne(new CaseTold(now));
        return payment;
    }
}
