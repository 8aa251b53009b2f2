using Npgsql;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Portal;

/// <summary>Keeps drafts, encrypted with their person's key; a forgotten person's drafts are gone.</summary>
internal sealed class Drafts(NpgsqlDataSource source, PersonalKeys keys)
{
    /// <summary>False if the id belongs to another person's draft, or to one that was sent: nothing is written then.</summary>
    public async Task<bool> SaveAsync(Draft draft, CancellationToken cancellation)
    {
        var content = await keys.EncryptAsync(draft.Person.Value, draft.Id, draft.ToBytes(), "draft", cancellation);
        return await ExecuteAsync(
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

    public async Task<bool> WasSentAsync(Guid id, PersonId person, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select 1 from drafts where id = $1 and person = $2 and submitted_at is not null");
        command.Parameters.Add(new NpgsqlParameter { Value = id });
        command.Parameters.Add(new NpgsqlParameter { Value = person.Value });
        return await command.ExecuteScalarAsync(cancellation) is not null;
    }

    /// <summary>Marks it as sent; what was typed lives on in the case alone.</summary>
    public Task CloseAsync(Guid id, DateTimeOffset at, CancellationToken cancellation) =>
        ExecuteAsync("update drafts set submitted_at = $2, content = ''::bytea where id = $1", cancellation, id, at);

    public Task DeleteAsync(Guid id, PersonId person, CancellationToken cancellation) =>
        ExecuteAsync("delete from drafts where id = $1 and person = $2 and submitted_at is null", cancellation, id, person.Value);

    public Task DeleteAllAsync(PersonId person, CancellationToken cancellation) =>
        ExecuteAsync("delete from drafts where person = $1", cancellation, person.Value);

    private async Task<IReadOnlyList<Draft>> ReadAsync(string condition, PersonId person, CancellationToken cancellation, params object[] more)
    {
        await using var command = source.CreateCommand(
            $"select id, procedure_key, bundle, content, updated_at from drafts where {condition} order by updated_at desc limit 100");
        foreach (var value in (object[])[person.Value, .. more])
            command.Parameters.Add(new NpgsqlParameter { Value = value });

        var drafts = new List<Draft>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            if (await keys.DecryptAsync(person.Value, reader.GetGuid(0), reader.GetFieldValue<byte[]>(3), "draft", cancellation) is { } plain)
            {
                var (values, origins, files) = Draft.FromBytes(plain);
                drafts.Add(
                    new Draft(
                        reader.GetGuid(0), person, reader.GetString(1), reader.GetString(2), values, origins, files, reader.GetFieldValue<DateTimeOffset>(4)));
            }

        return drafts;
    }

    private async Task<int> ExecuteAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteNonQueryAsync(cancellation);
    }
}
