using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Payments;

/// <summary>Money that came, once for each reference.</summary>
internal sealed record Money(long Cents, PaymentMethod Method, string Reference, PersonId? By = null, CounterReceipt? Receipt = null)
{
    /// <summary>
    /// What money means for a payment: it settles an open one; what comes twice, or after the end, is recorded and goes back. Nothing is paid twice,
    /// nothing that came is lost.
    /// </summary>
    /// <param name="refund">Id for the refund, should there be one.</param>
    public IReadOnlyList<object> For(Payment payment, Guid refund, DateTimeOffset now)
    {
        if (payment.Counted.Contains(Reference)) return [];
        if (payment.IsOpen && Cents == payment.Cents) return [new PaymentReceived(Cents, Method, Reference, By, Receipt, now)];

        var why = payment.Received is not null ? "duplicate" : payment.CancelledAt is not null ? "late" : "amount";
        return [new SurplusReceived(Cents, Method, Reference, why, now), new RefundRequested(refund, Cents, why, IsSurplus: true, By, now)];
    }
}
