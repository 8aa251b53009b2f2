using System.Security.Claims;
using Npgsql;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Periods;
using Verwaltung.Postgres;

namespace Verwaltung.Cases;

/// <summary>How much waits in each view of the inbox. Counting stops at <see cref="Most"/>: more is more than anybody does in a day.</summary>
[ObjectType]
internal sealed record InboxCounts(int New, int Mine, int Team, int Overdue, int FollowUp)
{
    public const int Most = 100;
}

[QueryType]
internal static class InboxCountsQueries
{
    private const string Active = "(hidden_until is null or hidden_until <= $3)";

    private static readonly string Sql = $"""
        select (select count(*)::int from (
                  select 1 from inbox where team = any($1) and assignee is null and state = 'ready' and {Active} limit {InboxCounts.Most}) x) as new,
               (select count(*)::int from (select 1 from inbox where assignee = any($2) and {Active} limit {InboxCounts.Most}) x) as mine,
               (select count(*)::int from (select 1 from inbox where team = any($1) and {Active} limit {InboxCounts.Most}) x) as team,
               (select count(*)::int from (select 1 from inbox where team = any($1) and due < $3 and {Active} limit {InboxCounts.Most}) x) as overdue,
               (select count(*)::int from (select 1 from inbox where team = any($1) and follow_up is not null limit {InboxCounts.Most}) x) as follow_up
        """;

    [Authorize]
    [GraphQLDescription("How many rows each view of the inbox has; 100 stands for 100 or more.")]
    public static async Task<InboxCounts> InboxCountsAsync(Actor actor, NpgsqlDataSource source, TimeProvider time, CancellationToken cancellation)
    {
        var persons = actor.Hats.SelectMany(hat => hat.Persons).Distinct().Select(person => person.Value);
        return (await source.ListAsync<InboxCounts>(
            Sql, cancellation, actor.AllTeams.ToArray(), persons.ToArray(), LegalTime.Day(time.GetUtcNow()))).Single();
    }
}
