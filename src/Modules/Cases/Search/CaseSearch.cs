using Npgsql;
using Verwaltung.Events;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Cases;

/// <summary>Reads the rows of <see cref="SearchProjection"/> and keeps the record of searches.</summary>
internal sealed class CaseSearch(NpgsqlDataSource source, TimeProvider time, IdSource ids)
{
    public async Task<IReadOnlyList<FoundCase>> FindAsync(SearchWords words, Actor actor, int most, CancellationToken cancellation)
    {
        await using var batch = new SearchStatement(words, [.. actor.AllTeams], most).Batch(source);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        return [.. (await reader.ListAsync<FoundRow>(cancellation)).Select(row => row.Found)];
    }

    public Task RecordAsync(SearchWords words, PersonId person, Guid[] found, CancellationToken cancellation) => source.ExecuteAsync(
        "insert into case_searches (id, person, at, criteria, found) values ($1, $2, $3, $4, $5)",
        cancellation, ids.Next(), person.Value, time.GetUtcNow(), words.Criteria.ToArray(), found);

    private sealed record FoundRow(
        Guid CaseId, string FileNumber, string ProcedureKey, string ApplicantName, DateOnly? BirthDate, string Step, bool IsClosed, DateTimeOffset ReceivedAt,
        bool? Number, bool? Exact, bool? Similar, bool? Plate, bool? Birth)
    {
        public FoundCase Found => new(CaseId, FileNumber, ProcedureKey, ApplicantName, BirthDate, Step, IsClosed, ReceivedAt, [.. Matches()]);

        private IEnumerable<CaseMatch> Matches()
        {
            if (Number == true) yield return CaseMatch.FileNumber;
            if (Exact == true) yield return CaseMatch.Name;
            else if (Similar == true) yield return CaseMatch.SimilarName;
            if (Plate == true) yield return CaseMatch.Plate;
            if (Birth == true) yield return CaseMatch.BirthDate;
        }
    }
}
