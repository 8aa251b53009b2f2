using Verwaltung.Cases.Contracts;
using Verwaltung.Messaging;

namespace Verwaltung.Payments;

/// <summary>Asks the provider a last time before a payment ends, in a commit of its own: who has just paid is not cancelled.</summary>
internal sealed class LastCheck(IRunner runner, PaymentBook book)
{
    /// <summary>The case's payment as the provider has it now; null: there is none.</summary>
    public async Task<Guid?> FindAsync(CaseId @case, CancellationToken cancellation)
    {
        if (await book.FindAsync(@case, cancellation) is not { } payment) return null;
        await runner.InvokeAsync<PaymentChecked>(new CheckRunning(payment), cancellation: cancellation);
        return payment;
    }
}
