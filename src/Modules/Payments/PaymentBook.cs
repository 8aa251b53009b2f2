using Marten;
using Npgsql;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Periods;
using Verwaltung.Postgres;

namespace Verwaltung.Payments;

/// <summary>Finds payments, and gives out their numbers.</summary>
internal sealed class PaymentBook(NpgsqlDataSource database)
{
    /// <summary>The case's payment: the open one, else the latest.</summary>
    public Task<Guid?> FindAsync(CaseId @case, CancellationToken cancellation) => database.ScalarAsync<Guid?>(
        "select payment_id from payments where case_id = $1 order by is_open desc, requested_at desc, payment_id desc limit 1", cancellation, @case.Value);

    public Task<Guid?> FindAsync(string kassenzeichen, CancellationToken cancellation) =>
        database.ScalarAsync<Guid?>("select payment_id from payments where kassenzeichen = $1", cancellation, kassenzeichen);

    public Task<Guid?> FindByAttemptAsync(Guid attempt, CancellationToken cancellation) =>
        database.ScalarAsync<Guid?>("select payment_id from payment_attempts where attempt_id = $1", cancellation, attempt);

    public async Task<string> NextKassenzeichenAsync(DateTimeOffset now, CancellationToken cancellation) =>
        Kassenzeichen.Of(LegalTime.Day(now).Year, await database.ScalarAsync<long>("select nextval('kassenzeichen_numbers')", cancellation));

    /// <summary>The next number of a receipt as things stand; who takes it too late fails on the table's constraint and asks again.</summary>
    public Task<int> NextReceiptAsync(int year, CancellationToken cancellation) =>
        database.ScalarAsync<int>("select coalesce(max(number), 0) + 1 from counter_receipts where year = $1", cancellation, year);
}
