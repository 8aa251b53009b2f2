using Npgsql;
using Verwaltung.GraphQl;
using Verwaltung.Postgres;

namespace Verwaltung.Payments;

[ObjectType("Booking")]
[GraphQLDescription("A line of double entry.")]
internal sealed record BookingLine(
    [property: GraphQLDescription("Id of the payment and the line's number in it.")] string Number,
    DateOnly Day,
    [property: GraphQLDescription("Number of the account that is debited (Soll).")] string Debit,
    [property: GraphQLDescription("Number of the account that is credited (Haben).")] string Credit,
    [property: GraphQLDescription("Euros, always positive.")] decimal Amount,
    [property: GraphQLDescription("requested, received, cancelled, surplus-late, surplus-duplicate, surplus-amount, refund-requested or refund-made.")]
    string What,
    string Kassenzeichen,
    string FileNumber,
    [property: GraphQLDescription("Receipt, transaction or reason.")] string Reference);

/// <summary>Reads the ledger.</summary>
internal sealed class BookingLedger(NpgsqlDataSource database, PaymentSettings settings)
{
    /// <summary>The lines of some days, both included, in the order of days.</summary>
    public IAsyncEnumerable<BookingLine> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancellation) =>
        database.EachAsync<BookingRow>(
            $"select {Row<BookingRow>.Columns} from bookings where day between $1 and $2 order by day, payment_id, number",
            cancellation, from, to).Select(Line);

    public Task<IReadOnlyList<RefundDueRow>> RefundsDueAsync(CancellationToken cancellation) => database.ListAsync<RefundDueRow>(
        $"select {Row<RefundDueRow>.Columns} from refunds_due order by requested_at, refund_id limit 200", cancellation);

    public Task<Guid?> PaymentOfRefundAsync(Guid refund, CancellationToken cancellation) =>
        database.ScalarAsync<Guid?>("select payment_id from refunds_due where refund_id = $1", cancellation, refund);

    private BookingLine Line(BookingRow row) => new(
        $"{row.PaymentId}/{row.Number}", row.Day, settings.NumberOf(row.Debit), settings.NumberOf(row.Credit), CaseAnswer.Euros(row.Cents), row.What,
        row.Kassenzeichen, row.FileNumber, row.Reference);
}
