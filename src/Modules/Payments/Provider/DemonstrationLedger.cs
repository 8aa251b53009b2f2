using Npgsql;
using Verwaltung.Postgres;

namespace Verwaltung.Payments;

/// <summary>A transaction of the demonstration's provider.</summary>
internal sealed record DemonstrationTransaction(
    [Column("transaction_id", IsKey = true)] Guid Id, string RequestId, decimal Amount, string Purpose, string Description, string RedirectUrl, string Status);

/// <summary>What the demonstration's payment provider knows; nobody but it reads or writes these tables.</summary>
internal sealed class DemonstrationLedger(NpgsqlDataSource database)
{
    /// <summary>
    /// <c>up</c>; <c>down</c> (refuses); <c>slow</c> (lets callers wait); <c>silent</c> (calls nobody back); <c>twice</c> (calls back twice).
    /// </summary>
    public async Task<string> StateAsync(CancellationToken cancellation) =>
        (await database.ScalarAsync<string>("select state from demonstration_provider", cancellation))!;

    public async Task<string> SecretAsync(CancellationToken cancellation) =>
        (await database.ScalarAsync<Guid>("select secret from demonstration_provider", cancellation)).ToString();

    public Task SwitchAsync(string state, CancellationToken cancellation) =>
        database.ExecuteAsync("update demonstration_provider set state = $1", cancellation, state);

    /// <summary>False if there is one for this request already.</summary>
    public async Task<bool> OpenAsync(DemonstrationTransaction transaction, CancellationToken cancellation) => await database.ExecuteAsync(
        """
        insert into demonstration_transactions (transaction_id, request_id, amount, purpose, description, redirect_url) values ($1, $2, $3, $4, $5, $6)
        on conflict (request_id) do nothing
        """,
        cancellation, transaction.Id, transaction.RequestId, transaction.Amount, transaction.Purpose, transaction.Description,
        transaction.RedirectUrl) == 1;

    public Task<DemonstrationTransaction?> FindAsync(Guid id, CancellationToken cancellation) => database.FindAsync<DemonstrationTransaction>(
        $"select {Row<DemonstrationTransaction>.Columns} from demonstration_transactions where transaction_id = $1", cancellation, id);

    /// <summary>False if it had ended before: what is paid stays paid.</summary>
    public async Task<bool> EndAsync(Guid id, string status, CancellationToken cancellation) => await database.ExecuteAsync(
        "update demonstration_transactions set status = $2 where transaction_id = $1 and status = 'INITIAL'", cancellation, id, status) == 1;
}
