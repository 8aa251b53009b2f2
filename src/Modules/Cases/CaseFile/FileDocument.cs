using Marten;
using Verwaltung.Cases.Contracts;
using Verwaltung.Messaging;

namespace Verwaltung.Cases;

internal static class FileDocumentHandler
{
    public static async Task<bool> HandleAsync(MaySeeCase query, IDocumentSession session, CancellationToken cancellation) =>
        await session.Events.FetchLatest<Case>(query.Case.Value, cancellation) is { } @case && @case.MayBeSeenBy(query.Actor);

    public static Decision Decide(FileDocument command, Case? @case, Context context) => @case is null || @case.Holds(command.Document.File)
        ? Decision.Nothing
        : Decision.Of(new DocumentAdded(command.Document.File, command.Document.Name, command.Document.Kind, command.By, context.Now));
}
