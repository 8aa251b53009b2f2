using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;

namespace Verwaltung.Cases;

internal static class MayReadFileHandler
{
    public static async Task<bool> HandleAsync(MayReadFile query, IDocumentSession session, CancellationToken cancellation) =>
        await session.Events.FetchLatest<Case>(query.Case.Value, cancellation) is { } @case
        && @case.Documents.FirstOrDefault(document => document.File.Value == query.File) is { } document
        && (query.Actor.IsStaff ? @case.MayBeSeenBy(query.Actor) : @case.Applicant == query.Actor.Id && @case.IsForApplicant(document));
}

internal static class ApplicantDocuments
{
    /// <summary>A notice that was replaced before it left is nobody's to read but the office's, and the valid one only once it can be read on record.</summary>
    public static bool IsForApplicant(this Case @case, CaseDocument document) =>
        document.Kind != "notice" || @case.Notice is { IsReadable: true } notice && notice.File == document.File;
}
