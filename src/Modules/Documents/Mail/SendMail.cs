using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Events;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Web;

namespace Verwaltung.Documents.Mail;

internal static class SendMailHandler
{
    public static async Task<OutgoingMessages> HandleAsync(
        SendMail command, IMessageBus bus, MailTransport transport, TextCatalogue catalogue, IOptions<MailOptions> options, TimeProvider clock, CancellationToken cancellation)
    {
        var contact = await bus.InvokeAsync<Contact?>(new GetContact(command.Case), cancellation: cancellation);
        if (contact is null || (contact.Email ?? await AccountAddressAsync(contact.Person, bus, cancellation)) is not { } address)
            return [new MailNotPossible(command.Mail, command.Case, command.Template)];
        var texts = catalogue.In(contact.Language == "en" ? TextCatalogue.Languages[1] : TextCatalogue.Languages[0]);
        var (subject, body) = Words(texts, command.Template, contact.FileNumber, options.Value.PortalUrl);
        await transport.SendAsync(command.Mail, address, subject, body, cancellation);
        return [new MailSent(command.Mail, command.Case, command.Template, clock.GetUtcNow())];
    }

    // No name and nothing of the case: whoever reads along learns only that there is one.
    private static (string Subject, string Body) Words(Texts texts, string template, string fileNumber, string portal) =>
        texts.Has($"mail.{template}.body")
            ? (texts.Format($"mail.{template}.subject", fileNumber), $"{texts.Format($"mail.{template}.body", fileNumber)}\n\n{portal}\n\n{texts["mail.footer"]}\n")
            : throw new InvalidOperationException($"Expected a mail '{template}' in the texts, but there is none.");

    private static async Task<string?> AccountAddressAsync(PersonId person, IMessageBus bus, CancellationToken cancellation) =>
        (await bus.InvokeAsync<Citizen?>(new GetCitizen(person), cancellation: cancellation))?.Email;
}

internal static class MailRecordHandler
{
    public static void Handle(MailSent sent, EventSession session) => session.Enlist(Record(sent.Mail, sent.Case, sent.Template, sent.At));

    public static void Handle(MailNotPossible failed, EventSession session) => session.Enlist(Record(failed.Mail, failed.Case, failed.Template, null));

    private static NpgsqlBatchCommand Record(Guid mail, CaseId caseId, string template, DateTimeOffset? at) =>
        new("insert into mails (id, case_id, template, sent_at) values ($1, $2, $3, $4) on conflict do nothing")
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = mail },
                new NpgsqlParameter<Guid> { TypedValue = caseId.Value },
                new NpgsqlParameter<string> { TypedValue = template },
                new NpgsqlParameter { Value = (object?)at ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            },
        };
}
