using Verwaltung.Cases.Contracts;
using Verwaltung.Messaging;

namespace Verwaltung.Payments.Contracts;

/// <summary>Asks for the latest payment of a case. Answer: <see cref="PaymentStatus"/>, or null if the case never had one.</summary>
public sealed record GetPayment(CaseId Case) : IAsk<PaymentStatus?>;

/// <summary>Where a payment stands.</summary>
public enum PaymentState
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

/// <summary>A payment as other modules may know it.</summary>
/// <param name="Kassenzeichen">The reference that every payment carries, with a check digit.</param>
/// <param name="Cents">Amount of the fee in euro cents.</param>
/// <param name="Due">Last day on which it is paid in time, a local day.</param>
/// <param name="PaidOn">The local day on which it was paid; null as long as it was not.</param>
public sealed record PaymentStatus(Guid Payment, string Kassenzeichen, long Cents, DateOnly Due, PaymentState State, DateOnly? PaidOn);

/// <summary>Types of job that a process may ask of this module; what they read and answer: chapter "Payment" of docs/designing-procedures.md.</summary>
public static class PaymentJobTypes
{
    /// <summary>Asks the applicant for the fee; repeated, it answers with the payment there is.</summary>
    public const string Request = "zahlung-anfordern";

    /// <summary>Reminds the applicant by e-mail that something waits in the mailbox; nothing is sent once it is paid.</summary>
    public const string Remind = "zahlung-erinnern";

    /// <summary>Nobody need pay any more, unless it is paid already: the answer says so.</summary>
    public const string Cancel = "zahlung-abbrechen";

    /// <summary>Sends a paid fee back, whole or in part.</summary>
    public const string Refund = "zahlung-erstatten";

    /// <summary>Name of the message that a waiting case gets once its fee is paid. Correlation key: the case's id.</summary>
    public const string PaidMessage = "bezahlt";
}
