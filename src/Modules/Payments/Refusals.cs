using Verwaltung.Outcomes;

namespace Verwaltung.Payments;

/// <summary>There is no payment, or it is not the actor's to see: both look the same.</summary>
internal sealed record PaymentNotFound() : Refusal("payments.not-found", "There is no such payment, or you may not see it.");

internal sealed record AlreadyPaid() : Refusal("payments.already-paid", "The fee is paid already.");

/// <summary>The payment was cancelled.</summary>
internal sealed record NothingToPay() : Refusal("payments.nothing-to-pay", "There is nothing to pay any more.");

/// <summary>Another request for the same payment waits for the provider right now.</summary>
internal sealed record PaymentBeingPrepared() : Refusal("payments.being-prepared", "The payment is being prepared; please try again in a moment.");

internal sealed record ProviderUnavailable(
    ) : Refusal("payments.provider-unavailable", "The payment provider does not answer. Nothing was paid; please try again later.");

internal sealed record NothingToRefund() : Refusal("payments.nothing-to-refund", "There is not that much to send back.");

internal sealed record RefundNotOpen() : Refusal("payments.refund-not-open", "This refund is not open any more.");
