using Verwaltung.Cases.Contracts;
using Verwaltung.Events;

namespace Verwaltung.Cases;

internal static class FindCaseHandler
{
    public static async Task<CaseStarted?> HandleAsync(FindCase query, EventSession session, CancellationToken cancellation) =>
        await session.AggregateStreamAsync<Case>(query.Case.Value, cancel: cancellation) is { } @case && @case.Applicant == query.Applicant
            ? new CaseStarted(@case.Id, @case.FileNumber, @case.ReceivedAt)
            : null;
}
