using Marten;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;
using Wolverine;

namespace Verwaltung.Payments;

/// <summary>Somebody paid at the counter. The receipt's id comes with the form: taken twice is taken once.</summary>
internal sealed record TakePayment(Guid Payment, PaymentMethod Method, Guid Receipt, PersonId By) : IAsk<Outcome<Done>>;

/// <summary>Money came to the bank account under a Kassenzeichen.</summary>
/// <param name="Reference">The bank's name for the entry; the same again is the same money.</param>
internal sealed record RecordTransfer(Guid Payment, long Cents, string Reference, PersonId By) : IAsk<Outcome<Done>>;

internal static class TakePaymentHandler
{
    public static async Task<(Outcome<Done>, OutgoingMessages)> HandleAsync(
        TakePayment command, IDocumentSession session, PaymentBook book, IdSource ids, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Payment>(command.Payment, cancellation);
        if (stream.Aggregate is not { } payment) return (new PaymentNotFound(), []);
        var reference = command.Receipt.ToString();
        if (payment.Counted.Contains(reference)) return (new Done(), []);
        if (!payment.IsOpen) return (payment.Received is null ? new NothingToPay() : new AlreadyPaid(), []);

        var now = time.GetUtcNow();
        var year = LegalTime.Day(now).Year;
        var receipt = new CounterReceipt(command.Receipt, year, await book.NextReceiptAsync(year, cancellation));
        stream.AppendMany(new Money(payment.Cents, command.Method, reference, command.By, receipt).For(payment, ids.Next(), now));
        return (new Done(), [new TellCase(payment.Id, 1), new PrintReceipt(payment.Id)]);
    }

    public static async Task<(Outcome<Done>, OutgoingMessages)> HandleAsync(
        RecordTransfer command, IDocumentSession session, IdSource ids, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Payment>(command.Payment, cancellation);
        if (stream.Aggregate is not { } payment) return (new PaymentNotFound(), []);
        var events = new Money(command.Cents, PaymentMethod.Transfer, command.Reference, command.By).For(payment, ids.Next(), time.GetUtcNow());
        stream.AppendMany(events);
        return (new Done(), events is [PaymentReceived] ? [new TellCase(payment.Id, 1)] : []);
    }
}

/// <summary>The counter: before money is taken, the provider is asked a last time whether it came online meanwhile.</summary>
internal sealed class Counter(IRunner runner)
{
    private const int Tries = 10;

    public async Task<Outcome<Done>> TakeAsync(TakePayment command, CancellationToken cancellation)
    {
        await runner.InvokeAsync(new CheckRunning(command.Payment), cancellation: cancellation);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await runner.InvokeAsync<Outcome<Done>>(command, new InvokeOptions { By = command.By.ToString() }, cancellation);
            }
            catch (PostgresException taken) when (
                attempt < Tries && taken is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "counter_receipts_number" })
            {
                // Another counter took this number a moment ago; the next one is free of gaps again.
                continue;
            }
        }
    }
}
