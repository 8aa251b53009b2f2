using JasperFx.Events;
using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;

namespace Verwaltung.Payments;

/// <summary>
/// Job <c>zahlung-abbrechen</c>: nobody need pay any more; input <c>grund</c> is optional. The answer says whether it was paid before: then nothing
/// is cancelled and the process goes on as paid. Money that comes later is recorded and goes back.
/// </summary>
internal sealed record CancelPayment(CaseId Case, Guid Job);

internal static class CancelPaymentHandler
{
    public static async Task HandleAsync(
        CancelPayment command, IDocumentSession session, IRunner runner, PaymentBook book, TimeProvider time, CancellationToken cancellation)
    {
        if (await runner.InvokeAsync<JobInputs?>(new GetJob(command.Case, command.Job), cancellation: cancellation) is not { } job)
            return;

        var answer = await book.FindAsync(command.Case, cancellation) is { } id
            ? CaseAnswer.Of(Cancel(await session.Events.FetchForWriting<Payment>(id, cancellation), job, time.GetUtcNow()))
            : CaseAnswer.None;
        await runner.InvokeAsync(new CompleteJob(command.Case, command.Job, answer, CaseAnswer.Origin), cancellation: cancellation);
    }

    /// <summary>The payment as it is afterwards. A case that hears from this answer that it is paid need not be told again.</summary>
    private static Payment Cancel(IEventStream<Payment> stream, JobInputs job, DateTimeOffset now)
    {
        var payment = stream.Aggregate!;
        if (payment.IsOpen)
        {
            var cancelled = new PaymentCancelled(job.Has("grund") ? job.Text("grund", "grund") : "case-closed", now);
            stream.AppendOne(cancelled);
            return payment.Apply(cancelled);
        }

        if (payment is { Received: not null, IsCaseTold: false }) stream.AppendOne(new CaseTold(now));
        return payment;
    }
}
