using System.Security.Claims;
using Npgsql;
using Verwaltung.GraphQl;
using Verwaltung.Organisation.Contracts;

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
        select case_id, file_number, zone, outcome, decided_on, coalesce(zone = $4, false), team = any($5)
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

        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = @case.ProcedureKey });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = findings });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = @case.Id });
        command.Parameters.Add(
            new NpgsqlParameter { Value = (object?)PrecedentsProjection.ZoneOf(@case.State) ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. actor.AllTeams] });
        var like = new List<LikeCase>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            like.Add(new LikeCase(
                row.GetBoolean(6) ? row.GetGuid(0) : null, row.GetBoolean(6) ? row.GetString(1) : null, row.IsDBNull(2) ? null : row.GetString(2),
                row.GetString(3), row.GetFieldValue<DateOnly>(4), row.GetBoolean(5)));
        return like;
    }
}
