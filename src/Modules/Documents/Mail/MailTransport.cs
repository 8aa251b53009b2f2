using System.Net;
using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Options;

namespace Verwaltung.Documents.Mail;

/// <summary>
/// Hands mails to an SMTP server, or lays them in a folder. By System.Net.Mail: its makers point to MailKit for new protocols, which the
/// package registry does not have; plain submission with STARTTLS and a password is all that a city's own relay asks for.
/// </summary>
internal sealed class MailTransport(IOptions<MailOptions> options)
{
    internal async Task SendAsync(Guid id, string to, string subject, string body, CancellationToken cancellation)
    {
        var mail = options.Value;
        using var message = new MailMessage(mail.From, to, subject, body)
        {
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            BodyTransferEncoding = System.Net.Mime.TransferEncoding.QuotedPrintable,
        };
        message.Headers["Message-ID"] = $"<{id}@{message.From!.Host}>";
        message.Headers["Auto-Submitted"] = "auto-generated"; // RFC 3834: no vacation replies, please
        if (mail.Host is null)
            await LayAsync(message, id, mail.Folder, cancellation);
        else
            await SubmitAsync(message, mail, cancellation);
    }

    private static async Task SubmitAsync(MailMessage message, MailOptions mail, CancellationToken cancellation)
    {
        using var client = new SmtpClient(mail.Host, mail.Port) { EnableSsl = mail.Tls };
        if (mail.User is { Length: > 0 } user)
            client.Credentials = new NetworkCredential(user, mail.Password);
        await client.SendMailAsync(message, cancellation);
    }

    // The client names its file at random; renamed to the mail's id, a repeated sending leaves one file.
    private static async Task LayAsync(MailMessage message, Guid id, string folder, CancellationToken cancellation)
    {
        var own = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(folder), $".{id}"));
        using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = own.FullName };
        await client.SendMailAsync(message, cancellation);
        File.Move(own.GetFiles().MaxBy(file => file.LastWriteTimeUtc)!.FullName, Path.Combine(own.Parent!.FullName, $"{id}.eml"), overwrite: true);
        own.Delete(recursive: true);
    }
}
