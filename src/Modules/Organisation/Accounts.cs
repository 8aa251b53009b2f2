using System.Text.Json;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Organisation;

/// <summary>Reads accounts. Whoever was forgotten or has left is no account any more.</summary>
internal sealed class Accounts(NpgsqlDataSource database, PersonalKeys keys, Deputies deputies)
{
    private const string Columns = """
        select id, name, sealed,
               array(select team from team_members where person = id order by team) as teams,
               array(select role from person_roles where person = id order by role) as roles
        from people where active and
        """;

    /// <summary>The account, for staff with those whom the person acts for today.</summary>
    public Task<Account?> FindAsync(PersonId id, CancellationToken cancellation) => FindOneAsync("$1", [id.Value], cancellation);

    public Task<IReadOnlyList<Account>> FindAsync(IEnumerable<PersonId> ids, CancellationToken cancellation) =>
        ReadAsync("id = any($1)", [ids.Select(id => id.Value).Distinct().ToArray()], cancellation);

    /// <summary>All accounts of a kind, staff by name in German order.</summary>
    public Task<IReadOnlyList<Account>> ListAsync(string kind, CancellationToken cancellation) =>
        ReadAsync("""kind = $1 order by name collate "de-x-icu", id""", [kind], cancellation);

    /// <summary>The account that a session of <see cref="Sessions"/> belongs to, if it was used after <paramref name="seenAfter"/>.</summary>
    public Task<Account?> FindBySessionAsync(Guid session, DateTimeOffset seenAfter, CancellationToken cancellation) =>
        FindOneAsync("(select person from sessions where id = $1 and seen_at > $2)", [session, seenAfter], cancellation);

    /// <summary>The account that a token of <see cref="AccessTokens"/> belongs to, by its hash, if it is good at <paramref name="now"/>.</summary>
    public Task<Account?> FindByTokenAsync(byte[] hash, DateTimeOffset now, CancellationToken cancellation) =>
        FindOneAsync("(select person from access_tokens where hash = $1 and revoked_at is null and expires_at > $2)", [hash, now], cancellation);

    /// <summary>Accounts with exactly this name; several people may share one.</summary>
    public async Task<IReadOnlyList<Account>> FindByNameAsync(string name, CancellationToken cancellation) =>
    [
        .. (await ListAsync(ClaimNames.Staff, cancellation)).Where(account => account.Name == name),
        .. (await ListAsync(ClaimNames.Citizen, cancellation)).Where(account => account.Name == name),
    ];

    public Task<byte[]> SealAsync(PersonId id, CitizenDetails details, CancellationToken cancellation) =>
        keys.EncryptAsync(id.Value, id.Value, JsonSerializer.SerializeToUtf8Bytes(details, JsonSerializerOptions.Web), Purpose(id), cancellation);

    /// <summary>Every request asks who it is: the account and whom it acts for come in one trip to the database.</summary>
    /// <param name="person">The id in SQL.</param>
    private async Task<Account?> FindOneAsync(string person, SqlValue[] values, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Statement.Of($"{Columns} id = {person}", values));
        batch.BatchCommands.Add(deputies.Of(person, values));
        var (rows, absent) = await ReadAsync(batch, cancellation);
        var account = rows is [var row] ? await AccountAsync(row, cancellation) : null;
        return account is { IsStaff: true } ? account with { Deputyships = absent } : account;
    }

    private static async Task<(IReadOnlyList<AccountRow> Rows, IReadOnlyList<Deputyship> Absent)> ReadAsync(NpgsqlBatch batch, CancellationToken cancellation)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var rows = await reader.ListAsync<AccountRow>(cancellation);
        await reader.NextResultAsync(cancellation);
        return (rows, await Deputies.ReadAsync(reader, cancellation));
    }

    // All rows before the first decryption: that may need a connection too.
    private async Task<IReadOnlyList<Account>> ReadAsync(string condition, SqlValue[] values, CancellationToken cancellation)
    {
        var accounts = new List<Account>();
        foreach (var row in await database.ListAsync<AccountRow>($"{Columns} {condition}", cancellation, values))
            if (await AccountAsync(row, cancellation) is { } account)
                accounts.Add(account);
        return accounts;
    }

    private async Task<Account?> AccountAsync(AccountRow row, CancellationToken cancellation) =>
        row.Sealed is null ? new Account(row.Id, row.Name!, row.Teams, row.Roles, null)
        : await OpenAsync(row.Id, row.Sealed, cancellation) is { } details ? new Account(row.Id, details.Name, [], [RoleNames.Citizen], details)
        : null;

    private async Task<CitizenDetails?> OpenAsync(PersonId id, byte[] content, CancellationToken cancellation) =>
        await keys.DecryptAsync(id.Value, id.Value, content, Purpose(id), cancellation) is { } plain
            ? JsonSerializer.Deserialize<CitizenDetails>(plain, JsonSerializerOptions.Web)
            : null;

    private static string Purpose(PersonId id) => $"people.sealed {id}";

    private sealed record AccountRow(PersonId Id, string? Name, byte[]? Sealed, string[] Teams, string[] Roles);
}
