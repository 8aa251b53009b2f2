using System.Runtime.CompilerServices;
using Npgsql;
using Verwaltung.GraphQl;

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
    public async IAsyncEnumerable<BookingLine> ReadAsync(DateOnly from, DateOnly to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("""
            select payment_id, number, day, debit, credit, cents, what, kassenzeichen, file_number, reference
            from bookings where day between $1 and $2 order by day, payment_id, number
            """);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = to });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation)) yield return Line(rows);
    }

    public async Task<IReadOnlyList<(Guid Payment, Guid Refund)>> RefundsDueAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select payment_id, refund_id from refunds_due order by requested_at, refund_id limit 200");
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var due = new List<(Guid, Guid)>();
        while (await rows.ReadAsync(cancellation)) due.Add((rows.GetGuid(0), rows.GetGuid(1)));
        return due;
    }

    public async Task<Guid?> PaymentOfRefundAsync(Guid refund, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select payment_id from refunds_due where refund_id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = refund });
        return (Guid?)await command.ExecuteScalarAsync(cancellation);
    }

    private BookingLine Line(NpgsqlDataReader row) => new(
        $"{row.GetGuid(0)}/{row.GetInt32(1)}", row.GetFieldValue<DateOnly>(2), settings.NumberOf(row.GetString(3)), settings.NumberOf(row.GetString(4)),
        CaseAnswer.Euros(row.GetInt64(5)), row.GetString(6), row.GetString(7), row.GetString(8), row.GetString(9));
}
