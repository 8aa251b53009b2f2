using Npgsql;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;
using Verwaltung.Postgres;

namespace Verwaltung.Organisation;

/// <summary>Who acts for whom.</summary>
internal sealed class Deputies(NpgsqlDataSource database, TimeProvider time, IdSource ids)
{
    public DateOnly Today => LegalTime.Day(time.GetUtcNow());

    /// <summary>Asks for the absent colleagues whom a person acts for today, with their rights; no longer those who have left.</summary>
    /// <param name="deputy">The person's id in SQL over <paramref name="values"/>.</param>
    public NpgsqlBatchCommand Of(string deputy, SqlValue[] values) => Statement.Of($"""
        select p.id, array(select team from team_members where person = p.id order by team) as teams,
               array(select role from person_roles where person = p.id order by role) as roles
        from people p where p.active and p.id in (
            select person from deputies where deputy = {deputy} and ended_at is null and ${values.Length + 1} between from_day and to_day)
        order by p.id
        """, [.. values, Today]);

    /// <summary>Reads what <see cref="Of"/> asked for.</summary>
    public static async Task<IReadOnlyList<Deputyship>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation) =>
        [.. (await reader.ListAsync<AbsentRow>(cancellation)).Select(row => new Deputyship(row.Id, [.. row.Teams], [.. row.Roles]))];

    /// <summary>Present and coming deputyships of the people of some teams.</summary>
    public Task<IReadOnlyList<DeputyRow>> ListAsync(IEnumerable<string> teams, CancellationToken cancellation) => database.ListAsync<DeputyRow>($"""
        select {Row<DeputyRow>.Columns} from deputies
        where ended_at is null and to_day >= $1
          and (person in (select person from team_members where team = any($2)) or deputy in (select person from team_members where team = any($2)))
        order by from_day, id
        """, cancellation, Today, teams.ToArray());

    public async Task<Guid> AddAsync(PersonId person, PersonId deputy, DateOnly from, DateOnly to, PersonId by, CancellationToken cancellation)
    {
        var row = new DeputyRow(ids.Next(), person, deputy, from, to, by, time.GetUtcNow());
        await database.ExecuteAsync(
            $"insert into deputies ({Row<DeputyRow>.Columns}) values ({Row<DeputyRow>.Places})", cancellation, Row<DeputyRow>.Parameters(row));
        return row.Id;
    }

    public Task EndAsync(Guid id, PersonId by, CancellationToken cancellation) => database.ExecuteAsync(
        "update deputies set ended_by = $2, ended_at = $3 where id = $1 and ended_at is null", cancellation, id, by.Value, time.GetUtcNow());

    private sealed record AbsentRow(PersonId Id, string[] Teams, string[] Roles);
}

internal sealed record DeputyRow(
    [Column(IsKey = true)] Guid Id, PersonId Person, PersonId Deputy, [Column("from_day")] DateOnly From, [Column("to_day")] DateOnly To, PersonId SetBy,
    DateTimeOffset SetAt);
