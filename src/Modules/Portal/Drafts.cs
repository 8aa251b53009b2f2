using Npgsql;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Portal;

/// <summary>Keeps drafts, encrypted with their person's key; a forgotten person's drafts are gone.</summary>
internal sealed class Drafts(NpgsqlDataSource source, PersonalKeys keys)
{
    /// <summary>False if the id belongs to another person's draft, or to one that was sent: nothing is written then.</summary>
    public async Task<bool> SaveAsync(Draft draft, CancellationToken cancellation)
    {
        var content = await keys.EncryptAsync(draft.Person.Value, draft.Id, draft.ToBytes(), "draft", cancellation);
        return await source.ExecuteAsync(
            """
            insert into drafts (id, person, procedure_key, bundle, content, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6)
            on conflict (id) do update set bundle = excluded.bundle, content = excluded.content, updated_at = excluded.updated_at
            where drafts.person = excluded.person and drafts.submitted_at is null
            """, cancellation, draft.Id, draft.Person.Value, draft.ProcedureKey, draft.Bundle, content, draft.UpdatedAt) == 1;
    }

    /// <summary>The person's own draft that is not sent yet; null for anything else.</summary>
    public async Task<Draft?> FindAsync(Guid id, PersonId person, CancellationToken cancellation) =>
        (await ReadAsync("id = $2 and person = $1 and submitted_at is null", person, cancellation, id)) is [var draft] ? draft : null;

    public Task<IReadOnlyList<Draft>> OfAsync(PersonId person, CancellationToken cancellation) =>
        ReadAsync("person = $1 and submitted_at is null", person, cancellation);

    public Task<bool> WasSentAsync(Guid id, PersonId person, CancellationToken cancellation) => source.ScalarAsync<bool>(
        "select exists (select from drafts where id = $1 and person = $2 and submitted_at is not null)", cancellation, id, person.Value);

    /// <summary>Marks it as sent; what was typed lives on in the case alone.</summary>
    public Task CloseAsync(Guid id, DateTimeOffset at, CancellationToken cancellation) =>
        source.ExecuteAsync("update drafts set submitted_at = $2, content = ''::bytea where id = $1", cancellation, id, at);

    public Task DeleteAsync(Guid id, PersonId person, CancellationToken cancellation) =>
        source.ExecuteAsync("delete from drafts where id = $1 and person = $2 and submitted_at is null", cancellation, id, person.Value);

    public Task DeleteAllAsync(PersonId person, CancellationToken cancellation) =>
        source.ExecuteAsync("delete from drafts where person = $1", cancellation, person.Value);

    private async Task<IReadOnlyList<Draft>> ReadAsync(string condition, PersonId person, CancellationToken cancellation, params SqlValue[] more)
    {
        var drafts = new List<Draft>();
        foreach (var row in await source.ListAsync<DraftRow>(
            $"select {Row<DraftRow>.Columns} from drafts where {condition} order by updated_at desc limit 100", cancellation, [person.Value, .. more]))
            if (await keys.DecryptAsync(person.Value, row.Id, row.Content, "draft", cancellation) is { } plain)
            {
                var (values, origins, files) = Draft.FromBytes(plain);
                drafts.Add(new Draft(row.Id, person, row.ProcedureKey, row.Bundle, values, origins, files, row.UpdatedAt));
            }

        return drafts;
    }

    private sealed record DraftRow(Guid Id, string ProcedureKey, string Bundle, byte[] Content, DateTimeOffset UpdatedAt);
}
