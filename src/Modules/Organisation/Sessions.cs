using Npgsql;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Organisation;

/// <summary>Who is signed in, kept in the database: a session ends for every copy of its cookie and on every host at once.</summary>
internal sealed class Sessions(NpgsqlDataSource database, Accounts accounts, TimeProvider time, IdSource ids)
{
    public async Task<Guid> BeginAsync(PersonId person, TimeSpan life, CancellationToken cancellation)
    {
        var (id, now) = (ids.Next(), time.GetUtcNow());
        await database.ExecuteAsync("delete from sessions where seen_at < $1", cancellation, now - life);
        await database.ExecuteAsync("insert into sessions values ($1, $2, $3, $3)", cancellation, id, person.Value, now);
        return id;
    }

    /// <summary>
    /// Whose session it is, with the rights of this moment; null if it ended, was unused for <paramref name="life"/>, or the account is gone.
    /// </summary>
    public async Task<Account?> FindAsync(Guid id, TimeSpan life, CancellationToken cancellation) =>
        await accounts.FindBySessionAsync(id, time.GetUtcNow() - life, cancellation);

    public Task SeenAsync(Guid id, CancellationToken cancellation) =>
        database.ExecuteAsync("update sessions set seen_at = $2 where id = $1", cancellation, id, time.GetUtcNow());

    public Task EndAsync(Guid id, CancellationToken cancellation) =>
        database.ExecuteAsync("delete from sessions where id = $1", cancellation, id);
}
