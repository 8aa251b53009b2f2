using Verwaltung.Cases.Contracts;
using Verwaltung.Events;

namespace Verwaltung.Cases;

internal static class GetContactHandler
{
    public static async Task<Contact?> HandleAsync(GetContact query, EventSession session, CancellationToken cancellation) =>
        await session.AggregateStreamAsync<Case>(query.Case.Value, cancel: cancellation) is { } @case
            ? new Contact(@case.Applicant, @case.Email, @case.Language, @case.FileNumber)
            : null;
}
