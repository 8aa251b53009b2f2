using Npgsql;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;

namespace Verwaltung.Organisation;

/// <summary>Who acts for whom.</summary>
internal sealed class Deputies(NpgsqlDataSource database, TimeProvider time, IdSource ids)
{
    public DateOnly Today => LegalTime.Day(time.GetUtcNow());

    /// <summary>Asks for the absent colleagues whom a person acts for today, with their rights; no longer those who have left.</summary>
    /// <param name="deputy">The person's id in SQL over <paramref name="values"/>.</param>
    public NpgsqlBatchCommand Of(string deputy, IReadOnlyCollection<object> values) => InBatch($"""
        select p.id, array(select team from team_members where person = p.id order by team),
               array(select role from person_roles where person = p.id order by role)
        from people p where p.active and p.id in (
            select person from deputies where deputy = {deputy} and ended_at is null and ${values.Count + 1} between from_day and to_day)
        order by p.id
        """, [.. values, Today]);

    /// <summary>Reads what <see cref="Of"/> asked for.</summary>
    public static async Task<IReadOnlyList<Deputyship>> ReadAsync(NpgsqlDataReader row, CancellationToken cancellation)
    {
        var absent = new List<Deputyship>();
        while (await row.ReadAsync(cancellation))
            absent.Add(new(new(row.GetGuid(0)), [.. row.GetFieldValue<string[]>(1)], [.. row.GetFieldValue<string[]>(2)]));
        return absent;
    }

    public static NpgsqlBatchCommand InBatch(string sql, IEnumerable<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }

    /// <summary>Present and coming deputyships of the people of some teams.</summary>
    public async Task<IReadOnlyList<DeputyRow>> ListAsync(IEnumerable<string> teams, CancellationToken cancellation)
    {
        await using var command = Command("""
            select id, person, deputy, from_day, to_day, set_by, set_at from deputies
            where ended_at is null and to_day >= $1
              and (person in (select person from team_members where team = any($2)) or deputy in (select person from team_members where team = any($2)))
            order by from_day, id
            """, Today, teams.ToArray());
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<DeputyRow>();
        while (await row.ReadAsync(cancellation))
            rows.Add(new(
                row.GetGuid(0), new(row.GetGuid(1)), new(row.GetGuid(2)), row.GetFieldValue<DateOnly>(3), row.GetFieldValue<DateOnly>(4),
                new(row.GetGuid(5)), row.GetFieldValue<DateTimeOffset>(6)));
        return rows;
    }

    public async Task<Guid> AddAsync(PersonId person, PersonId deputy, DateOnly from, DateOnly to, PersonId by, CancellationToken cancellation)
    {
        var id = ids.Next();
        await using var command = Command(
            "insert into deputies values ($1, $2, $3, $4, $5, $6, $7)", id, person.Value, deputy.Value, from, to, by.Value, time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellation);
        return id;
    }

    public async Task EndAsync(Guid id, PersonId by, CancellationToken cancellation)
    {
        await using var command = Command(
            "update deputies set ended_by = $2, ended_at = $3 where id = $1 and ended_at is null", id, by.Value, time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}

internal sealed record DeputyRow(Guid Id, PersonId Person, PersonId Deputy, DateOnly From, DateOnly To, PersonId SetBy, DateTimeOffset SetAt);
