using System.Globalization;
using System.Text.Json.Serialization;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Payments;

/// <summary>How money came.</summary>
internal enum PaymentMethod
{
    Online,
    Cash,
    Card,
    Transfer,
}

/// <summary>The applicant was asked for the fee. Amounts are euro cents; nothing in these events is anybody's personal data but the ids.</summary>
/// <param name="Tariff">Legal basis of the fee, as the decision of the procedure named it.</param>
[Event("payment_requested")]
internal sealed record PaymentRequested(
    Guid Payment, Guid Case, PersonId Payer, string FileNumber, string Kassenzeichen, long Cents, string Tariff, DateOnly Due, DateTimeOffset At);

/// <summary>Somebody wants to pay online. Written before the provider is asked: whatever happens then, it is known that it was.</summary>
[Event("payment_attempt_begun")]
internal sealed record AttemptBegun(Guid Attempt, DateTimeOffset At);

/// <summary>The provider has opened a transaction and named the page where it is paid.</summary>
[Event("payment_attempt_opened")]
internal sealed record AttemptOpened(Guid Attempt, string Transaction, string RedirectUrl, DateTimeOffset At);

/// <summary>Nothing came of an attempt.</summary>
/// <param name="Outcome">The provider's <c>failed</c> or <c>canceled</c>, its <c>refused</c>; <c>unreachable</c>, <c>lost</c> or <c>unanswered</c>.</param>
[Event("payment_attempt_ended")]
internal sealed record AttemptEnded(Guid Attempt, string Outcome, DateTimeOffset At);

/// <summary>The fee is paid.</summary>
/// <param name="Reference">The provider's transaction, the id of the receipt, or the bank's entry.</param>
/// <param name="By">Who took it at the counter; null for money that came by itself.</param>
[Event("payment_received")]
internal sealed record PaymentReceived(long Cents, PaymentMethod Method, string Reference, PersonId? By, CounterReceipt? Receipt, DateTimeOffset At);

/// <summary>Money came that nobody owed: it goes back.</summary>
/// <param name="Why"><c>late</c>: after the payment was cancelled; <c>duplicate</c>: after it was paid.</param>
[Event("payment_surplus_received")]
internal sealed record SurplusReceived(long Cents, PaymentMethod Method, string Reference, string Why, DateTimeOffset At);

[Event("payment_cancelled")]
internal sealed record PaymentCancelled(string Reason, DateTimeOffset At);

/// <summary>Money is to go back.</summary>
/// <param name="IsSurplus">It was never owed; otherwise it is taken out of the fee.</param>
[Event("payment_refund_requested")]
internal sealed record RefundRequested(Guid Refund, long Cents, string Reason, bool IsSurplus, PersonId? By, DateTimeOffset At);

/// <summary>The cash office sent money back and says under which reference.</summary>
[Event("payment_refund_made")]
internal sealed record RefundMade(Guid Refund, string Reference, PersonId By, DateTimeOffset At);

/// <summary>The case waited for the news that it is paid, and has it.</summary>
[Event("payment_case_told")]
internal sealed record CaseTold(DateTimeOffset At);

/// <summary>A receipt of the counter; numbers are free of gaps in a year.</summary>
/// <param name="Id">Names its PDF, too.</param>
internal sealed record CounterReceipt(Guid Id, int Year, int Number)
{
    [JsonIgnore]
    public string Text => string.Create(CultureInfo.InvariantCulture, $"Q-{Year}-{Number:00000}");
}
