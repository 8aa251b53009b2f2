using Npgsql;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Organisation;

internal sealed class Teams(NpgsqlDataSource database, Accounts accounts)
{
    /// <summary>The teams with these keys, all of them when none is named, in order of their keys.</summary>
    public async Task<IReadOnlyList<Team>> FindAsync(IReadOnlyCollection<string>? keys, CancellationToken cancellation)
    {
        var staff = await accounts.ListAsync(ClaimNames.Staff, cancellation);
        await using var command = database.CreateCommand("""
            select t.key, t.name, d.key, d.name from teams t join departments d on d.key = t.department
            where $1::text[] is null or t.key = any($1) order by t.key
            """);
        command.Parameters.Add(new() { Value = keys?.ToArray() ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var teams = new List<Team>();
        while (await reader.ReadAsync(cancellation))
            teams.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), [.. Members(staff, reader.GetString(0))]));
        return teams;
    }

    private static IEnumerable<TeamMember> Members(IEnumerable<Account> staff, string team) =>
        staff.Where(account => account.Teams.Contains(team)).Select(account => new TeamMember(account.Id, account.Name, [.. account.Roles]));
}
