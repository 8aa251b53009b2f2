using Marten;
using Npgsql;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Postgres;

namespace Verwaltung.Cases;

/// <summary>Puts on record, and so into the feed of changes, that a case's applicant was forgotten.</summary>
internal sealed record EraseCase(CaseId Case);

internal static class EraseCaseHandler
{
    public static async Task HandleAsync(EraseCase command, IDocumentSession session, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(command.Case.Value, cancellation);
        if (stream.Aggregate is { ErasedAt: null })
            stream.AppendOne(new PersonalDataErased(time.GetUtcNow()));
    }
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
