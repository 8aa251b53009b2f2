namespace Verwaltung.Payments;

/// <summary>Where a payment stands.</summary>
internal enum PaymentState
{
    /// <summary>Requested and not paid.</summary>
    Open,

    /// <summary>Somebody went to the payment provider, whose status does not yet say what came of it.</summary>
    Checking,

    /// <summary>The provider's status, or a receipt of the counter, proves it.</summary>
    Paid,

    /// <summary>Nobody need pay any more; money that still comes is sent back.</summary>
    Cancelled,

    /// <summary>Paid, and all of it sent back or to be sent back.</summary>
    Refunded,
}
