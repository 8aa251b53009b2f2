using System.Security.Claims;
using Verwaltung.GraphQl;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Outcomes;

namespace Verwaltung.Payments;

[MutationType, Authorize(Roles = RoleNames.Cashier)]
internal static class CashOfficeMutations
{
    private const int MostLetters = 100;

    [GraphQLDescription("Confirms that a refund was sent, and under which reference.")]
    [Error(typeof(RefundNotOpen))]
    public static async Task<Outcome<PaymentView>> ConfirmRefundAsync(
        [ID] Guid refundId, string reference, Actor actor, BookingLedger ledger, PaymentRights rights, IRunner runner,
        [Service] PaymentSettings settings, CancellationToken cancellation)
    {
        if (await ledger.PaymentOfRefundAsync(refundId, cancellation) is not { } payment) return new RefundNotOpen();
        return await ResultAsync(
            payment, await runner.ActAsync(
                new ConfirmRefund(payment, refundId, Checked(reference), actor.Id), actor, cancellation), rights, settings, cancellation);
    }

    [GraphQLDescription(
        "Books money that came by bank transfer. Another amount than the fee's, "
        + "or money after the end, is recorded and goes back. The same `reference` again changes nothing.")]
    [Error(typeof(PaymentNotFound))]
    public static async Task<Outcome<PaymentView>> RecordTransferAsync(
        string kassenzeichen, decimal amount, string reference, Actor actor, PaymentBook book, PaymentRights rights, IRunner runner,
        [Service] PaymentSettings settings, CancellationToken cancellation)
    {
        var digits = kassenzeichen.Replace(" ", "", StringComparison.Ordinal);
        if (!Kassenzeichen.IsWellFormed(digits) || await book.FindAsync(digits, cancellation) is not { } payment)
            return new PaymentNotFound();
        return await ResultAsync(
            payment, await runner.ActAsync(
                new RecordTransfer(payment, Cents.Of(amount)!.Value, Checked(reference), actor.Id), actor, cancellation),
            rights, settings, cancellation);
    }

    private static async Task<Outcome<PaymentView>> ResultAsync(
        Guid payment, Outcome<Done> outcome, PaymentRights rights, PaymentSettings settings, CancellationToken cancellation) =>
        outcome.Why is { } refusal
            ? refusal
            : PaymentView.Of((await rights.ReadAsync(payment, cancellation))!, settings);

    private static string Checked(string reference) =>
        reference.Trim() is { Length: > 0 and <= MostLetters } text && !text.Any(char.IsControl)
            ? text
            : throw new GraphQlException($"Expected a reference of 1 to {MostLetters} letters.", ErrorCodes.BadUserInput);
}
