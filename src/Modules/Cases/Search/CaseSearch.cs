using Npgsql;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;

namespace Verwaltung.Cases;

/// <summary>Reads the rows of <see cref="SearchProjection"/> and keeps the record of searches.</summary>
internal sealed class CaseSearch(NpgsqlDataSource source, TimeProvider time, IdSource ids)
{
    public async Task<IReadOnlyList<FoundCase>> FindAsync(SearchWords words, Actor actor, int most, CancellationToken cancellation)
    {
        await using var batch = new SearchStatement(words, [.. actor.AllTeams], most).Batch(source);
        var found = new List<FoundCase>();
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        await row.NextResultAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            found.Add(new FoundCase(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4),
                row.GetString(5), row.GetBoolean(6), row.GetFieldValue<DateTimeOffset>(7), [.. Matches(row)]));
        return found;
    }

    public async Task RecordAsync(SearchWords words, PersonId person, Guid[] found, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("insert into case_searches (id, person, at, criteria, found) values ($1, $2, $3, $4, $5)");
        foreach (var value in (object[])[ids.Next(), person.Value, time.GetUtcNow(), words.Criteria.ToArray(), found])
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static IEnumerable<CaseMatch> Matches(NpgsqlDataReader row)
    {
        bool Is(int column) => !row.IsDBNull(column) && row.GetBoolean(column);
        if (Is(8)) yield return CaseMatch.FileNumber;
        if (Is(9)) yield return CaseMatch.Name;
        else if (Is(10)) yield return CaseMatch.SimilarName;
        if (Is(11)) yield return CaseMatch.Plate;
        if (Is(12)) yield return CaseMatch.BirthDate;
    }
}
