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

internal static class RequestRefundHandler
{
    public static Decision Decide(RequestRefund command, Payment? payment, Context context) => payment switch
    {
        null => new PaymentNotFound(),
        _ when payment.Refunds.Any(refund => refund.Id == command.Refund) => Decision.Nothing,
        _ => Refunding.Decide(
            payment, command.Refund, command.Cents ?? payment.Kept, command.Reason.ToString().ToLowerInvariant(), command.By, context.Now) is { } requested
            ? Decision.Of(requested)
            : new NothingToRefund(),
    };
}

internal static class ConfirmRefundHandler
{
    public static Decision Decide(ConfirmRefund command, Payment? payment, Context context) =>
        payment?.Refunds.FirstOrDefault(refund => refund.Id == command.Refund) is { MadeAt: null }
            ? Decision.Of(new RefundMade(command.Refund, command.Reference, command.By, context.Now))
            : new RefundNotOpen();
}
