using Npgsql;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Organisation;

internal sealed class Teams(NpgsqlDataSource database)
{
    /// <summary>The teams with these keys, all of them when none is named, in order of their keys; members by name.</summary>
    public async Task<IReadOnlyList<Team>> FindAsync(IReadOnlyCollection<string>? keys, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("""
            select t.key, t.name, d.key, d.name, p.id, p.name, array(select role from person_roles where person = p.id order by role)
            from teams t join departments d on d.key = t.department
            left join (team_members m join people p on p.id = m.person and p.active and p.kind = 'staff') on m.team = t.key
            where $1::text[] is null or t.key = any($1) order by t.key, p.name collate "de-x-icu", p.id
            """);
        command.Parameters.Add(
            new() { Value = keys?.ToArray() ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<(Team Team, TeamMember? Member)>();
        while (await reader.ReadAsync(cancellation))
            rows.Add((new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), []), Member(reader)));
        return [
            .. rows.GroupBy(row => row.Team.Key).Select(team => team.First().Team with { Members = [.. team.Select(row => row.Member).OfType<TeamMember>()] })
        ];
    }

    private static TeamMember? Member(NpgsqlDataReader row) =>
        row.IsDBNull(4) ? null : new(new(row.GetGuid(4)), row.GetString(5), [.. row.GetFieldValue<string[]>(6)]);
}
