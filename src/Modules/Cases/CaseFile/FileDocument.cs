using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Events;

namespace Verwaltung.Cases;

internal static class FileDocumentHandler
{
    public static async Task<bool> HandleAsync(MaySeeCase query, IDocumentSession session, CancellationToken cancellation) =>
        await session.Events.FetchLatest<Case>(query.Case.Value, cancellation) is { } @case && @case.MayBeSeenBy(query.Actor);

    public static async Task HandleAsync(FileDocument command, IDocumentSession session, TimeProvider time, CancellationToken cancellation)
    {
        var stream = await session.Events.FetchForWriting<Case>(command.Case.Value, cancellation);
        var document = command.Document;
        if (stream.Aggregate is { } @case && @case.Documents.All(filed => filed.File.Value != document.File))
            stream.AppendOne(new DocumentAdded(document.File, document.Name, document.Kind, command.By, time.GetUtcNow()));
    }
}
