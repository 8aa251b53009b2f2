using Npgsql;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;
using Verwaltung.Periods;

namespace Verwaltung.Payments;

/// <summary>Somebody paid at the counter. The receipt's id comes with the form: taken twice is taken once.</summary>
internal sealed record TakePayment(Guid Payment, PaymentMethod Method, Guid Receipt, PersonId By) : IAsk<Outcome<Done>>;

/// <summary>Money came to the bank account under a Kassenzeichen.</summary>
/// <param name="Reference">The bank's name for the entry; the same again is the same money.</param>
internal sealed record RecordTransfer(Guid Payment, long Cents, string Reference, PersonId By) : IAsk<Outcome<Done>>;

/// <summary>The number of the next receipt of this year.</summary>
internal sealed record NextReceipt(int Year, int Number);

internal static class TakePaymentHandler
{
    /// <returns>Null where no money is owed.</returns>
    public static async Task<NextReceipt?> LoadAsync(
        TakePayment command, Payment? payment, Context context, PaymentBook book, CancellationToken cancellation)
    {
        if (payment is not { IsOpen: true }) return null;
        var year = LegalTime.Day(context.Now).Year;
        return new(year, await book.NextReceiptAsync(year, cancellation));
    }

    public static Decision Decide(TakePayment command, Payment? payment, NextReceipt? next, Context context)
    {
        if (payment is null) return new PaymentNotFound();
        var reference = command.Receipt.ToString();
        if (payment.Counted.Contains(reference)) return Decision.Nothing;
        if (!payment.IsOpen) return payment.Received is null ? new NothingToPay() : new AlreadyPaid();

        var receipt = new CounterReceipt(command.Receipt, next!.Year, next.Number);
        var money = new Money(payment.Cents, command.Method, reference, command.By, receipt);
        return Decision.Of(money.For(payment, context.NextId(), context.Now)).Send(new TellCase(payment.Id, 1)).Send(new PrintReceipt(payment.Id));
    }
}

internal static class RecordTransferHandler
{
    public static Decision Decide(RecordTransfer command, Payment? payment, Context context)
    {
        if (payment is null) return new PaymentNotFound();
        var money = new Money(command.Cents, PaymentMethod.Transfer, command.Reference, command.By);
        var decision = Decision.Of(money.For(payment, context.NextId(), context.Now));
        return decision.Events is [PaymentReceived] ? decision.Send(new TellCase(payment.Id, 1)) : decision;
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
