using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Payments;

/// <summary>One row for every payment; the table's index keeps a case from waiting for two.</summary>
internal sealed class PaymentsProjection : RowProjection<Payment, PaymentRow>
{
    public override string Name => "payments";
    public override string Table => "payments";

    public override IEnumerable<PaymentRow> Rows(Guid streamId, Payment payment, long version, DateTimeOffset at) =>
        [new(streamId, payment.Case, payment.Payer, payment.Kassenzeichen, payment.Cents, payment.IsOpen, payment.RequestedAt)];
}

internal sealed record PaymentRow(
    [Column(IsKey = true)] Guid PaymentId, Guid CaseId, PersonId Payer, string Kassenzeichen, long Cents, bool IsOpen, DateTimeOffset RequestedAt);

/// <summary>The ledger, written in the commit of the events: never behind them.</summary>
internal sealed class BookingsProjection : RowProjection<Payment, BookingRow>
{
    public override string Name => "bookings";
    public override string Table => "bookings";

    public override IEnumerable<BookingRow> Rows(Guid streamId, Payment payment, long version, DateTimeOffset at) =>
        payment.Bookings.Select((line, index) => new BookingRow(
            streamId, index + 1, line.Day, line.Debit.ToString(), line.Credit.ToString(), line.Cents, line.What, payment.Kassenzeichen, payment.FileNumber,
            line.Reference));
}

/// <param name="Debit">The name of an <see cref="Account"/>.</param>
/// <param name="Credit">The name of an <see cref="Account"/>.</param>
internal sealed record BookingRow(
    [Column(IsKey = true)] Guid PaymentId, [Column(IsKey = true)] int Number, DateOnly Day, string Debit, string Credit, long Cents, string What,
    string Kassenzeichen, string FileNumber, string Reference);

internal sealed class AttemptsProjection : RowProjection<Payment, AttemptRow>
{
    public override string Name => "payment_attempts";
    public override string Table => "payment_attempts";

    public override IEnumerable<AttemptRow> Rows(Guid streamId, Payment payment, long version, DateTimeOffset at) =>
        payment.Attempts.Select(attempt => new AttemptRow(streamId, attempt.Id));
}

internal sealed record AttemptRow([Column(IsKey = true)] Guid PaymentId, [Column(IsKey = true)] Guid AttemptId);

internal sealed class CounterReceiptsProjection : RowProjection<Payment, CounterReceiptRow>
{
    public override string Name => "counter_receipts";
    public override string Table => "counter_receipts";

    public override IEnumerable<CounterReceiptRow> Rows(Guid streamId, Payment payment, long version, DateTimeOffset at) =>
        payment.Received?.Receipt is { } receipt ? [new(streamId, receipt.Id, receipt.Year, receipt.Number)] : [];
}

internal sealed record CounterReceiptRow([Column(IsKey = true)] Guid PaymentId, [Column(IsKey = true)] Guid ReceiptId, int Year, int Number);

internal sealed class RefundsDueProjection : RowProjection<Payment, RefundDueRow>
{
    public override string Name => "refunds_due";
    public override string Table => "refunds_due";

    public override IEnumerable<RefundDueRow> Rows(Guid streamId, Payment payment, long version, DateTimeOffset at) =>
        payment.Refunds.Where(refund => refund.MadeAt is null).Select(refund => new RefundDueRow(streamId, refund.Id, refund.RequestedAt));
}

internal sealed record RefundDueRow([Column(IsKey = true)] Guid PaymentId, [Column(IsKey = true)] Guid RefundId, DateTimeOffset RequestedAt);
