using Marten;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Payments;

/// <summary>Why a fee goes back. Its wire words are those of <see cref="RefundRequested.Reason"/>.</summary>
internal enum RefundReason
{
    Withdrawn,
    Refused,
    Overcharged,
    Goodwill,
}

/// <summary>A member of staff wants a fee to go back. The refund's id comes with the form: asked twice is asked once.</summary>
internal sealed record RequestRefund(Guid Payment, Guid Refund, long? Cents, RefundReason Reason, PersonId By) : IAsk<Outcome<Done>>;

/// <summary>The cash office has sent the money.</summary>
internal sealed record ConfirmRefund(Guid Payment, Guid Refund, string Reference, PersonId By) : IAsk<Outcome<Done>>;

internal static class RefundsHandler
{
    public static async Task<Outcome<Done>> HandleAsync(RequestRefund command, IDocumentSession session, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Payment>(command.Payment, cancellation);
        if (stream.Aggregate is not { } payment) return new PaymentNotFound();
        if (payment.Refunds.Any(refund => refund.Id == command.Refund)) return new Done();
        var reason = command.Reason.ToString().ToLowerInvariant();
        if (Refunding.Decide(payment, command.Refund, command.Cents ?? payment.Kept, reason, command.By, time.GetUtcNow()) is not { } requested)
            return new NothingToRefund();
        stream.AppendOne(requested);
        return new Done();
    }

    public static async Task<Outcome<Done>> HandleAsync(ConfirmRefund command, IDocumentSession session, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Payment>(command.Payment, cancellation);
        if (stream.Aggregate?.Refunds.FirstOrDefault(refund => refund.Id == command.Refund) is not { MadeAt: null }) return new RefundNotOpen();
        stream.AppendOne(new RefundMade(command.Refund, command.Reference, command.By, time.GetUtcNow()));
        return new Done();
    }
}
