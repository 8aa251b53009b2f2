using Verwaltung.Cases.Contracts;
using Verwaltung.Documents.Contracts;
using Verwaltung.Forms;
using Verwaltung.Messaging;
using Verwaltung.Organisation.Contracts;
using Verwaltung.Web;
using Wolverine;

namespace Verwaltung.Documents.Mail;

internal static class SendMailHandler
{
    public static async Task<OutgoingMessages> HandleAsync(
        SendMail command, IRunner runner, MailTransport transport, MailLog mails, PortalAddress portal, TextCatalogue catalogue, TimeProvider clock,
        CancellationToken cancellation)
    {
        if (command.Template == MailTemplates.NoticeProvided && await mails.WasGivenUpAsync(command.Mail, cancellation))
            return []; // the notice has gone by post meanwhile; an operator's replay must not call anybody to the mailbox
        var contact = await runner.InvokeAsync<Contact?>(new GetContact(command.Case), cancellation: cancellation);
        if (contact is null
            || (contact.Email ?? await AccountAddressAsync(contact.Person, runner, cancellation)) is not { } email
            || MailTransport.Address(email) is not { } address)
            return [new MailNotPossible(command.Mail, command.Case, command.Template)];
        var texts = catalogue.In(PeoplesLanguage.Of(contact.Language).Culture);
        var (subject, body) = Words(texts, command.Template, contact.FileNumber, portal.Url);
        await transport.SendAsync(command.Mail, address, subject, body, cancellation);
        return [new MailSent(command.Mail, command.Case, command.Template, clock.GetUtcNow())];
    }

    // No name and nothing of the case: whoever reads along learns only that there is one.
    private static (string Subject, string Body) Words(Texts texts, string template, string fileNumber, string portal) =>
        texts.Has($"mail.{template}.body")
            ? (
                texts.Format($"mail.{template}.subject", fileNumber),
                $"{texts.Format($"mail.{template}.body", fileNumber)}\n\n{portal}\n\n{texts["mail.footer"]}\n")
            : throw new InvalidOperationException($"Expected a mail '{template}' in the texts, but there is none.");

    private static async Task<string?> AccountAddressAsync(PersonId person, IRunner runner, CancellationToken cancellation) =>
        (await runner.InvokeAsync<Citizen?>(new GetCitizen(person), cancellation: cancellation))?.Email;
}
