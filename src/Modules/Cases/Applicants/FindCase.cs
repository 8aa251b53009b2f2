using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;

namespace Verwaltung.Cases;

internal static class FindCaseHandler
{
    public static async Task<CaseStarted?> HandleAsync(FindCase query, IDocumentSession session, CancellationToken cancellation) =>
        await session.Events.FetchLatest<Case>(query.Case.Value, cancellation) is { } @case && @case.Applicant == query.Applicant
            ? new CaseStarted(@case.Id, @case.FileNumber, @case.ReceivedAt)
            : null;
}
