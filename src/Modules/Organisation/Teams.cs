using Npgsql;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Organisation;

internal sealed class Teams(NpgsqlDataSource database)
{
    /// <summary>The teams with these keys, all of them when none is named, in order of their keys; members by name.</summary>
    public async Task<IReadOnlyList<Team>> FindAsync(IReadOnlyCollection<string>? keys, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<MemberRow>("""
            select t.key, t.name, t.department, d.name as department_name,
                   p.id as member, p.name as member_name, array(select role from person_roles where person = p.id order by role) as member_roles
            from teams t join departments d on d.key = t.department
            left join (team_members m join people p on p.id = m.person and p.active and p.kind = 'staff') on m.team = t.key
            where $1::text[] is null or t.key = any($1) order by t.key, p.name collate "de-x-icu", p.id
            """, cancellation, keys?.ToArray());
        return [
            .. rows.GroupBy(row => row.Key).Select(team => team.First().Team with { Members = [.. team.Select(row => row.AsMember).OfType<TeamMember>()] })
        ];
    }

    /// <summary>A team with one of its members; without any, it is one row.</summary>
    private sealed record MemberRow(
        string Key, string Name, string Department, string DepartmentName, PersonId? Member, string? MemberName, string[] MemberRoles)
    {
        public Team Team => new(Key, Name, Department, DepartmentName, []);

        public TeamMember? AsMember => Member is { } id ? new(id, MemberName!, [.. MemberRoles]) : null;
    }
}
