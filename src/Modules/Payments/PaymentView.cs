using Verwaltung.GraphQl;

namespace Verwaltung.Payments;

[ObjectType("Payment")]
[GraphQLDescription("A fee that somebody is asked for. Amounts are in euros.")]
internal sealed record PaymentView(
    [property: ID] Guid Id,
    [property: ID] Guid CaseId,
    [property: GraphQLDescription("File number of the case.")] string FileNumber,
    [property: GraphQLDescription("The reference for every way to pay; the last digit is a check digit (Luhn).")] string Kassenzeichen,
    decimal Amount,
    [property: GraphQLDescription("Legal basis of the fee.")] string Tariff,
    [property: GraphQLDescription("Last day on which it is paid in time.")] DateOnly Due,
    [property: GraphQLDescription("Only the provider's status or a receipt makes it PAID; coming back from the provider does not.")] PaymentState State,
    DateTimeOffset RequestedAt,
    DateTimeOffset? PaidAt,
    PaymentMethod? Method,
    [property: GraphQLDescription("Number of the counter's receipt, for example `Q-2026-00017`.")] string? ReceiptNumber,
    [property: ID, GraphQLDescription("Id of the receipt's PDF; it is there a moment after the payment.")] Guid? ReceiptFile,
    [property: GraphQLDescription("Whether the payer may go to a payment provider now.")] bool CanPayOnline,
    [property: GraphQLDescription(
        "How the last attempt to pay online ended: failed, canceled, refused, "
        + "unreachable, lost, unanswered or paid; null while it runs or if there was none.")]
    string? LastAttempt,
    [property: GraphQLDescription("What of the fee can still be sent back.")] decimal Refundable,
    [property: GraphQLDescription("Where to transfer the money to; null if that is not offered.")] TransferView? Transfer,
    IReadOnlyList<RefundView> Refunds)
{
    public static PaymentView Of(Payment payment, PaymentSettings settings) => new(
        payment.Id, payment.Case, payment.FileNumber, payment.Kassenzeichen, CaseAnswer.Euros(payment.Cents), payment.Tariff, payment.Due,
        payment.State, payment.RequestedAt,
        payment.Received?.At, payment.Received?.Method, payment.Received?.Receipt?.Text, payment.Received?.Receipt?.Id,
        payment.IsOpen && settings.OffersOnline, payment.Attempts is [.., var last] ? last.Outcome : null, CaseAnswer.Euros(payment.Kept),
        payment.IsOpen && settings.Bank is { Iban.Length: > 0 } bank ? new(bank.Recipient, bank.Iban, bank.Bic, payment.Kassenzeichen) : null,
        [.. payment.Refunds.Select(refund => new RefundView(
            refund.Id, CaseAnswer.Euros(refund.Cents), refund.Reason, refund.IsSurplus, refund.RequestedAt, refund.MadeAt, refund.Reference))]);
}

[ObjectType("BankTransfer")]
internal sealed record TransferView(
    string Recipient, string Iban, string Bic, [
        property: GraphQLDescription("What to write as the purpose: the Kassenzeichen and nothing else.")
    ] string Purpose);

[ObjectType("Refund")]
internal sealed record RefundView(
    [property: ID] Guid Id,
    decimal Amount,
    [property: GraphQLDescription("A stable word, for example withdrawn, late (after the payment was cancelled), duplicate (after it was paid).")]
    string Reason,
    [property: GraphQLDescription("Whether the money was never owed.")] bool IsSurplus,
    DateTimeOffset RequestedAt,
    [property: GraphQLDescription("When the cash office sent it back; null as long as it did not.")] DateTimeOffset? MadeAt,
    [property: GraphQLDescription("Under which reference it was sent back.")] string? Reference);
