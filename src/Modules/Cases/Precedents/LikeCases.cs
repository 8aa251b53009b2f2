using System.Security.Claims;
using Npgsql;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Cases;

/// <summary>A decided case in which the rules found the same.</summary>
[ObjectType]
internal sealed record LikeCase(
    [property: ID, GraphQLDescription("Null if the signed-in person may not see the case.")] Guid? Id, string? FileNumber, string? Zone,
    [property: GraphQLDescription("As the decision was stored, for example `bewilligt` or `abgelehnt`.")] string Outcome, DateOnly DecidedOn, bool SameZone);

[ExtendObjectType(typeof(CaseView))]
internal static class LikeCases
{
    private const string Sql = """
        select case when team = any($5) then case_id end as id, case when team = any($5) then file_number end as file_number,
               zone, outcome, decided_on, coalesce(zone = $4, false) as same_zone
        from precedents where procedure_key = $1 and findings = $2 and case_id <> $3
        order by coalesce(zone = $4, false) desc, decided_on desc, case_id limit 5
        """;

    [GraphQLDescription(
        "How the last like cases were decided, for equal treatment (Article 3 GG): same procedure, "
        + "same findings, same zone first. Without names; number and id only if the signed-in person may see them.")]
    public static async Task<IReadOnlyList<LikeCase>> LikeCasesAsync(
        [Parent] CaseView @case, Actor actor, NpgsqlDataSource source, CancellationToken cancellation)
    {
        if (PrecedentsProjection.FindingsOf(@case.State) is not { } findings)
            return [];

        return await source.ListAsync<LikeCase>(
            Sql, cancellation, @case.ProcedureKey, findings, @case.Id, PrecedentsProjection.ZoneOf(@case.State), actor.AllTeams.ToArray());
    }
}
