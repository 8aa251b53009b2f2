using Marten;
using Npgsql;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;

namespace Verwaltung.Documents.Files;

internal static class AttachFilesHandler
{
    public static async Task HandleAsync(AttachFiles command, IDocumentSession session, FileStore files, TimeProvider clock, CancellationToken cancellation)
    {
        foreach (var id in command.Files)
            if (await files.FindAsync(id, cancellation) is not { } found
                || found.Rights.Case != command.Case
                || found.Rights.Owner != command.Owner
                || found.ExpiresAt <= clock.GetUtcNow())
                throw new FileRefusedException("files.gone", $"The file {id} is not there for this case any more; please upload it again.");
        session.Enlist(new NpgsqlBatchCommand("update files set expires_at = null, team = coalesce($2, team) where id = any($1)")
        {
            Parameters =
            {
                new NpgsqlParameter<Guid[]> { TypedValue = [.. command.Files.Select(file => file.Value)] },
                new NpgsqlParameter { Value = (object?)command.Team ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Varchar },
            },
        });
    }

    public static void Handle(MoveFiles command, IDocumentSession session) =>
        session.Enlist(new NpgsqlBatchCommand("update files set team = $2 where case_id = $1")
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = command.Case.Value }, new NpgsqlParameter<string> { TypedValue = command.Team } },
        });

    public static async Task<FilesFound> HandleAsync(GetFiles query, FileStore files, CancellationToken cancellation)
    {
        var found = new List<StoredFile>();
        foreach (var id in query.Files)
            if (await files.FindAsync(id, cancellation) is { } file)
                found.Add(file.File);
        return new(found);
    }
}
