using Npgsql;

namespace Verwaltung.Payments;

/// <summary>A transaction of the demonstration's provider.</summary>
internal sealed record DemonstrationTransaction(
    Guid Id, string RequestId, decimal Amount, string Purpose, string Description, string RedirectUrl, string Status);

/// <summary>What the demonstration's payment provider knows; nobody but it reads or writes these tables.</summary>
internal sealed class DemonstrationLedger(NpgsqlDataSource database)
{
    /// <summary>
    /// <c>up</c>; <c>down</c> (refuses); <c>slow</c> (lets callers wait); <c>silent</c> (calls nobody back); <c>twice</c> (calls back twice).
    /// </summary>
    public async Task<string> StateAsync(CancellationToken cancellation) =>
        (string)(await ScalarAsync("select state from demonstration_provider", cancellation))!;

    public async Task<string> SecretAsync(CancellationToken cancellation) =>
        (await ScalarAsync("select secret from demonstration_provider", cancellation))!.ToString()!;

    public Task SwitchAsync(string state, CancellationToken cancellation) => ScalarAsync("update demonstration_provider set state = $1", cancellation, state);

    /// <summary>False if there is one for this request already.</summary>
    public async Task<bool> OpenAsync(DemonstrationTransaction transaction, CancellationToken cancellation) => await ScalarAsync(
        """
        insert into demonstration_transactions (transaction_id, request_id, amount, purpose, description, redirect_url) values ($1, $2, $3, $4, $5, $6)
        on conflict (request_id) do nothing returning transaction_id
        """,
        cancellation, transaction.Id, transaction.RequestId, transaction.Amount, transaction.Purpose, transaction.Description,
        transaction.RedirectUrl) is not null;

    public async Task<DemonstrationTransaction?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = Command(
            "select transaction_id, request_id, amount, purpose, description, redirect_url, status from demonstration_transactions "
            + "where transaction_id = $1", id);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new(row.GetGuid(0), row.GetString(1), row.GetDecimal(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6))
            : null;
    }

    /// <summary>False if it had ended before: what is paid stays paid.</summary>
    public async Task<bool> EndAsync(Guid id, string status, CancellationToken cancellation) => await ScalarAsync(
        "update demonstration_transactions set status = $2 where transaction_id = $1 and status = 'INITIAL' returning transaction_id", cancellation,
        id, status) is not null;

    private async Task<object?> ScalarAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync(cancellation);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
