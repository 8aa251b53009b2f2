using System.Security.Claims;
using Npgsql;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;

namespace Verwaltung.Cases;

/// <summary>How much waits in each view of the inbox. Counting stops at <see cref="Most"/>: more is more than anybody does in a day.</summary>
[ObjectType]
internal sealed record InboxCounts(int New, int Mine, int Team, int Overdue)
{
    public const int Most = 100;
}

[QueryType]
internal static class InboxCountsQueries
{
    private static readonly string Sql = $"""
        select (select count(*)::int from (select 1 from inbox where team = any($1) and assignee is null and state = 'ready' limit {InboxCounts.Most}) x),
               (select count(*)::int from (select 1 from inbox where assignee = $2 limit {InboxCounts.Most}) x),
               (select count(*)::int from (select 1 from inbox where team = any($1) limit {InboxCounts.Most}) x),
               (select count(*)::int from (select 1 from inbox where team = any($1) and due < $3 limit {InboxCounts.Most}) x)
        """;

    [Authorize]
    [GraphQLDescription("How many rows each view of the inbox has; 100 stands for 100 or more.")]
    public static async Task<InboxCounts> InboxCountsAsync(ClaimsPrincipal user, NpgsqlDataSource source, TimeProvider time, CancellationToken cancellation)
    {
        var actor = Actor.From(user)!;
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. actor.Teams] });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = actor.Id.Value });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = LegalTime.Day(time.GetUtcNow()) });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new InboxCounts(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3));
    }
}
