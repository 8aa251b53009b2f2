using Marten;
using Npgsql;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Periods;

namespace Verwaltung.Payments;

/// <summary>Finds payments, and gives out their numbers.</summary>
internal sealed class PaymentBook(NpgsqlDataSource database)
{
    /// <summary>The case's payment: the open one, else the latest.</summary>
    public Task<Guid?> FindAsync(CaseId @case, CancellationToken cancellation) =>
        FirstAsync(
            "select payment_id from payments where case_id = $1 order by is_open desc, requested_at desc, payment_id desc limit 1", @case.Value, cancellation);

    public Task<Guid?> FindAsync(string kassenzeichen, CancellationToken cancellation) =>
        FirstAsync("select payment_id from payments where kassenzeichen = $1", kassenzeichen, cancellation);

    public Task<Guid?> FindByAttemptAsync(Guid attempt, CancellationToken cancellation) =>
        FirstAsync("select payment_id from payment_attempts where attempt_id = $1", attempt, cancellation);

    public async Task<string> NextKassenzeichenAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select nextval('kassenzeichen_numbers')");
        return Kassenzeichen.Of(LegalTime.Day(now).Year, (long)(await command.ExecuteScalarAsync(cancellation))!);
    }

    /// <summary>The next number of a receipt as things stand; who takes it too late fails on the table's constraint and asks again.</summary>
    public async Task<int> NextReceiptAsync(int year, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select coalesce(max(number), 0) + 1 from counter_receipts where year = $1");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = year });
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<Guid?> FirstAsync<T>(string sql, T value, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return (Guid?)await command.ExecuteScalarAsync(cancellation);
    }
}
