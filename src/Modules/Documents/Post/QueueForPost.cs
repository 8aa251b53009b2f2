using Marten;
using Npgsql;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;

namespace Verwaltung.Documents.Post;

internal static class QueueForPostHandler
{
    public static void Handle(QueueForPost letter, IDocumentSession session, TimeProvider clock) =>
        session.Enlist(new NpgsqlBatchCommand("""
            insert into post_queue (notice, case_id, file_id, file_number, queued_at, is_again)
            select $1, $2, $3, $4, $5, exists (select from post_returned where notice = $1)
            where not exists (select from post_done where notice = $1) on conflict do nothing
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = letter.Notice },
                new NpgsqlParameter<Guid> { TypedValue = letter.Case.Value },
                new NpgsqlParameter<Guid> { TypedValue = letter.File.Value },
                new NpgsqlParameter<string> { TypedValue = letter.FileNumber },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() },
            },
        });
}
