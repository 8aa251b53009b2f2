using Npgsql;
using Verwaltung.Cases.Contracts;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Cases;

/// <summary>Puts on record, and so into the feed of changes, that a case's applicant was forgotten.</summary>
internal sealed record EraseCase(CaseId Case);

internal static class EraseCaseHandler
{
    public static Decision Decide(EraseCase command, Case? @case, Context context) =>
        @case is { ErasedAt: null } ? Decision.Of(new PersonalDataErased(context.Now)) : Decision.Nothing;
}

/// <summary>Rows that name the applicant are written anew when the keys are destroyed; what remains is to tell those who have copies.</summary>
internal sealed class EraseCases(NpgsqlDataSource source, IRunner runner) : IForgetPeople
{
    public async Task ForgetAsync(PersonId person, CancellationToken cancellation)
    {
        foreach (var id in await source.ListAsync<CaseId>(
            "select case_id from cases where applicant = $1 order by case_id", cancellation, person.Value))
            await runner.InvokeAsync(new EraseCase(id), cancellation: cancellation);
    }
}
