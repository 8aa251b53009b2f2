using Marten;
using Npgsql;
using NpgsqlTypes;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Postgres;

namespace Verwaltung.Documents.Mail;

/// <summary>What became of each mail: sent, or why not.</summary>
internal sealed class MailLog(NpgsqlDataSource database)
{
    /// <summary>Whether its tries were used up: then whoever wanted it has found another way.</summary>
    internal Task<bool> WasGivenUpAsync(Guid mail, CancellationToken cancellation) =>
        database.ScalarAsync<bool>("select exists (select from mails where id = $1 and sent_at is null)", cancellation, mail);
}

internal static class MailLogHandler
{
    public static void Handle(MailSent sent, IDocumentSession session) => session.Enlist(Record(sent.Mail, sent.Case.Value, sent.Template, sent.At, null));

    public static void Handle(MailNotPossible failed, IDocumentSession session) =>
        session.Enlist(Record(failed.Mail, failed.Case.Value, failed.Template, null, failed.Reason));

    // A mail that was given up may still be sent when an operator replays it.
    private static NpgsqlBatchCommand Record(Guid mail, Guid caseId, string template, DateTimeOffset? at, string? obstacle) =>
        new("""
            insert into mails (id, case_id, template, sent_at, obstacle) values ($1, $2, $3, $4, $5)
            on conflict (id) do update set sent_at = excluded.sent_at, obstacle = null where mails.sent_at is null and excluded.sent_at is not null
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = mail },
                new NpgsqlParameter<Guid> { TypedValue = caseId },
                new NpgsqlParameter<string> { TypedValue = template },
                new NpgsqlParameter { Value = (object?)at ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new NpgsqlParameter { Value = (object?)obstacle ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar },
            },
        };
}
