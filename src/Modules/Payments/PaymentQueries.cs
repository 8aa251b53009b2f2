using System.Security.Claims;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Payments;

/// <summary>Something that has to go back to somebody.</summary>
[ObjectType("RefundDue")]
internal sealed record RefundDueView(
    [property: ID] Guid RefundId, [property: ID] Guid CaseId, string FileNumber, string Kassenzeichen, decimal Amount, string Reason,
    DateTimeOffset RequestedAt);

[QueryType]
internal static class PaymentQueries
{
    private const int MostDays = 31;

    [Authorize]
    [GraphQLDescription("The payment of a case, the open one if there are several; null if there is none that the person may see.")]
    public static async Task<PaymentView?> PaymentAsync(
        [ID] Guid caseId, Actor actor, PaymentRights rights, [Service] PaymentSettings settings, CancellationToken cancellation) =>
        await rights.FindAsync(caseId, actor, cancellation) is { } payment ? PaymentView.Of(payment, settings) : null;

    [Authorize(Roles = RoleNames.Cashier)]
    [GraphQLDescription("What has to be sent back, oldest first, two hundred at most. For the cash office.")]
    public static async Task<IReadOnlyList<RefundDueView>> RefundsDueAsync(PaymentRights rights, BookingLedger ledger, CancellationToken cancellation)
    {
        var due = new List<RefundDueView>();
        foreach (var (id, refundId, _) in await ledger.RefundsDueAsync(cancellation))
            if (await rights.ReadAsync(id, cancellation) is { } payment && payment.Refunds.FirstOrDefault(one => one.Id == refundId) is { MadeAt: null } refund)
                due.Add(
                    new(refundId, payment.Case, payment.FileNumber, payment.Kassenzeichen, CaseAnswer.Euros(refund.Cents), refund.Reason, refund.RequestedAt));
        return due;
    }

    [Authorize(Roles = RoleNames.Cashier)]
    [GraphQLDescription("The ledger of some days in double entry, 31 days at most; `verwaltung bookings` writes any number. For the cash office.")]
    public static async Task<IReadOnlyList<BookingLine>> BookingsAsync(DateOnly from, DateOnly to, BookingLedger ledger, CancellationToken cancellation)
    {
        if (to < from || to.DayNumber - from.DayNumber >= MostDays)
            throw new GraphQlException($"Expected 'to' to be on or after 'from', and {MostDays} days at most.", ErrorCodes.BadUserInput);
        var lines = new List<BookingLine>();
        await foreach (var line in ledger.ReadAsync(from, to, cancellation)) lines.Add(line);
        return lines;
    }
}
