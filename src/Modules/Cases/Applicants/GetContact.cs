using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;

namespace Verwaltung.Cases;

internal static class GetContactHandler
{
    public static async Task<Contact?> HandleAsync(GetContact query, IDocumentSession session, CancellationToken cancellation) =>
        await session.Events.FetchLatest<Case>(query.Case.Value, cancellation) is { } @case
            ? new Contact(@case.Applicant, @case.Email, @case.Language, @case.FileNumber)
            : null;
}
