using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Verwaltung.Documents.Mail;

/// <summary>Hands mails to an SMTP server, or lays them in a folder.</summary>
internal sealed class MailTransport(IOptions<MailOptions> options)
{
    private const int ImplicitTlsPort = 465; // RFC 8314, 3.3

    private static readonly ParserOptions Addresses = new() { AllowAddressesWithoutDomain = false, AllowUnquotedCommasInAddresses = false };
    private static readonly FormatOptions Lines = FormatOptions.Default.Clone();

    // RFC 5322, 2.1: lines end with CRLF, on every system.
    static MailTransport() => Lines.NewLineFormat = NewLineFormat.Dos;

    /// <summary>The one address that <paramref name="text"/> says; null if it says none, or more.</summary>
    internal static MailboxAddress? Address(string text) => MailboxAddress.TryParse(Addresses, text, out var address) ? address : null;

    internal async Task SendAsync(Guid id, MailboxAddress to, string subject, string body, CancellationToken cancellation)
    {
        var mail = options.Value;
        using var message = Message(id, MailboxAddress.Parse(Addresses, mail.From), to, subject, body);
        if (mail.Host is not { } host)
            await LayAsync(message, id, mail.Folder, cancellation);
        else
            await SubmitAsync(message, host, mail, cancellation);
    }

    private static MimeMessage Message(Guid id, MailboxAddress from, MailboxAddress to, string subject, string body)
    {
        var text = new TextPart("plain") { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        text.SetText(Encoding.UTF8, body);
        var message = new MimeMessage([from], [to], subject, text);
        message.Headers.Replace("Message-ID", $"<{id}@{from.Domain}>");
        message.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: no vacation replies, please
        return message;
    }

    private static async Task SubmitAsync(MimeMessage message, string host, MailOptions mail, CancellationToken cancellation)
    {
        // Lists of revoked certificates are not asked for: a relay within the city's own network often cannot name one that answers.
        using var client = new SmtpClient { CheckCertificateRevocation = false, Timeout = (int)mail.TimeOut.TotalMilliseconds };
        await client.ConnectAsync(host, mail.Port, Security(mail), cancellation);
        if (mail.User is { Length: > 0 } user)
            await client.AuthenticateAsync(user, mail.Password ?? "", cancellation);
        await client.SendAsync(Lines, message, cancellation);
        await client.DisconnectAsync(quit: true, cancellation);
    }

    // What must be encrypted is refused by a server that cannot, never sent in the clear.
    internal static SecureSocketOptions Security(MailOptions mail) =>
        !mail.Tls ? SecureSocketOptions.None : mail.Port == ImplicitTlsPort ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls;

    // Written under another name first: a sending that breaks off leaves no half mail, and one that is repeated leaves one file.
    private static async Task LayAsync(MimeMessage message, Guid id, string folder, CancellationToken cancellation)
    {
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, $"{id}.eml");
        await message.WriteToAsync(Lines, file + ".part", cancellation);
        File.Move(file + ".part", file, overwrite: true);
    }
}
