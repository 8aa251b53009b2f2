using NpgsqlTypes;
using Verwaltung.Events;

namespace Verwaltung.Payments;

/// <summary>One row for every payment; the table's index keeps a case from waiting for two.</summary>
internal sealed class PaymentsProjection : RowProjection<Payment>
{
    public override string Name => "payments";
    public override string Table => "payments";

    public override IReadOnlyList<RowColumn> Columns { get; } =
    [
        new("payment_id", NpgsqlDbType.Uuid, IsKey: true), new("case_id", NpgsqlDbType.Uuid), new("payer", NpgsqlDbType.Uuid),
        new("kassenzeichen", NpgsqlDbType.Varchar), new("cents", NpgsqlDbType.Bigint), new("is_open", NpgsqlDbType.Boolean),
        new("requested_at", NpgsqlDbType.TimestampTz),
    ];

    public override IEnumerable<object?[]> Rows(Guid streamId, Payment payment, long version, DateTimeOffset at) =>
        [[streamId, payment.Case, payment.Payer.Value, payment.Kassenzeichen, payment.Cents, payment.IsOpen, payment.RequestedAt]];
}

/// <summary>The ledger, written in the commit of the events: never behind them.</summary>
internal sealed class BookingsProjection : RowProjection<Payment>
{
    public override string Name => "bookings";
    public override string Table => "bookings";

    public override IReadOnlyList<RowColumn> Columns { get; } =
    [
        new("payment_id", NpgsqlDbType.Uuid, IsKey: true), new("number", NpgsqlDbType.Integer, IsKey: true), new("day", NpgsqlDbType.Date),
        new("debit", NpgsqlDbType.Varchar), new("credit", NpgsqlDbType.Varchar), new("cents", NpgsqlDbType.Bigint), new("what", NpgsqlDbType.Varchar),
        new("kassenzeichen", NpgsqlDbType.Varchar), new("file_number", NpgsqlDbType.Varchar), new("reference", NpgsqlDbType.Varchar),
    ];

    public override IEnumerable<object?[]> Rows(Guid streamId, Payment payment, long version, DateTimeOffset at) =>
        payment.Bookings.Select((line, index) => new object?[]
        {
            streamId, index
                + 1, line.Day, line.Debit.ToString(), line.Credit.ToString(), line.Cents, line.What, payment.Kassenzeichen, payment.FileNumber, line.Reference,
        });
}

internal sealed class AttemptsProjection : RowProjection<Payment>
{
    public override string Name => "payment_attempts";
    public override string Table => "payment_attempts";

    public override IReadOnlyList<RowColumn> Columns { get; } =
        [new("payment_id", NpgsqlDbType.Uuid, IsKey: true), new("attempt_id", NpgsqlDbType.Uuid, IsKey: true)];

    public override IEnumerable<object?[]> Rows(Guid streamId, Payment payment, long version, DateTimeOffset at) =>
        payment.Attempts.Select(attempt => new object?[] { streamId, attempt.Id });
}

internal sealed class CounterReceiptsProjection : RowProjection<Payment>
{
    public override string Name => "counter_receipts";
    public override string Table => "counter_receipts";

    public override IReadOnlyList<RowColumn> Columns { get; } =
    [
        new("payment_id", NpgsqlDbType.Uuid, IsKey: true), new("receipt_id", NpgsqlDbType.Uuid, IsKey: true),
        new("year", NpgsqlDbType.Integer), new("number", NpgsqlDbType.Integer),
    ];

    public override IEnumerable<object?[]> Rows(Guid streamId, Payment payment, long version, DateTimeOffset at) =>
        payment.Received?.Receipt is { } receipt ? [[streamId, receipt.Id, receipt.Year, receipt.Number]] : [];
}

internal sealed class RefundsDueProjection : RowProjection<Payment>
{
    public override string Name => "refunds_due";
    public override string Table => "refunds_due";

    public override IReadOnlyList<RowColumn> Columns { get; } =
        [new("payment_id", NpgsqlDbType.Uuid, IsKey: true), new("refund_id", NpgsqlDbType.Uuid, IsKey: true), new("requested_at", NpgsqlDbType.TimestampTz)];

    public override IEnumerable<object?[]> Rows(Guid streamId, Payment payment, long version, DateTimeOffset at) =>
        payment.Refunds.Where(refund => refund.MadeAt is null).Select(refund => new object?[] { streamId, refund.Id, refund.RequestedAt });
}
