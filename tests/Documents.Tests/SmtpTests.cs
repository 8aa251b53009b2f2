using System.Text;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using Verwaltung.Documents.Mail;

namespace Verwaltung.Documents.Tests;

public sealed class SmtpTests
{
    private static readonly Guid Id = new("019ad9a0-0000-7000-8000-000000000417");

    [Fact]
    public async Task A_mail_is_submitted_with_the_name_and_the_password_of_the_account()
    {
        using var server = new SmtpServer();

        await SendAsync(new() { Host = "127.0.0.1", Port = server.Port, Tls = false, User = "verwaltung", Password = "geheim" });

        Assert.Equal(
            ["EHLO", $"AUTH PLAIN {Convert.ToBase64String(Encoding.UTF8.GetBytes("\0verwaltung\0geheim"))}", "MAIL FROM:<noreply@verwaltung.example>", "RCPT TO:<leyla@example.org>", "DATA", "QUIT"],
            await server.HeardAsync());
        using var mail = await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(server.Mail)), TestContext.Current.CancellationToken);
        Assert.Equal(
            (string?[])["noreply@verwaltung.example", "leyla@example.org", "Es gibt Neues für Sie", "Grüße\n.\nGutenbergstraße\n", $"{Id}@verwaltung.example", "auto-generated"],
            (string?[])[mail.From.ToString(), mail.To.ToString(), mail.Subject, mail.TextBody?.ReplaceLineEndings("\n"), mail.MessageId, mail.Headers["Auto-Submitted"]]);
    }

    [Fact]
    public async Task Without_an_account_none_is_named()
    {
        using var server = new SmtpServer();
        await SendAsync(new() { Host = "127.0.0.1", Port = server.Port, Tls = false });
        Assert.Equal(["EHLO", "MAIL FROM:<noreply@verwaltung.example>", "RCPT TO:<leyla@example.org>", "DATA", "QUIT"], await server.HeardAsync());
    }

    [Fact]
    public async Task A_server_that_cannot_encrypt_hears_neither_password_nor_mail()
    {
        using var server = new SmtpServer();
        await Assert.ThrowsAsync<NotSupportedException>(() => SendAsync(new() { Host = "127.0.0.1", Port = server.Port, User = "verwaltung", Password = "geheim" }));
        Assert.Equal(["EHLO"], await server.HeardAsync());
    }

    [Fact]
    public async Task A_server_that_nobody_vouches_for_hears_neither_password_nor_mail()
    {
        using var server = new SmtpServer(Encryption.Offered);
        await Assert.ThrowsAsync<SslHandshakeException>(() => SendAsync(new() { Host = "127.0.0.1", Port = server.Port, User = "verwaltung", Password = "geheim" }));
        Assert.Equal(["EHLO", "STARTTLS", "(hung up)"], await server.HeardAsync());
    }

    [Theory]
    [InlineData(25, false, SecureSocketOptions.None)]
    [InlineData(587, true, SecureSocketOptions.StartTls)]
    [InlineData(465, true, SecureSocketOptions.SslOnConnect)]
    [InlineData(465, false, SecureSocketOptions.None)]
    public void What_is_to_be_encrypted_is_never_only_encrypted_where_possible(int port, bool tls, SecureSocketOptions security) =>
        Assert.Equal(security, MailTransport.Security(new() { Port = port, Tls = tls }));

    [Fact]
    public async Task A_server_that_keeps_silent_is_given_up()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port;
        await Assert.ThrowsAsync<TimeoutException>(() => SendAsync(new() { Host = "127.0.0.1", Port = port, Tls = false, TimeOut = TimeSpan.FromMilliseconds(50) }));
    }

    [Theory]
    [InlineData("leyla@example.org", "leyla@example.org")]
    [InlineData(" leyla@example.org ", "leyla@example.org")]
    [InlineData("leyla.öztürk@müllers.example", "leyla.öztürk@müllers.example")]
    [InlineData("leyla", null)]
    [InlineData("leyla@", null)]
    [InlineData("@example.org", null)]
    [InlineData("leyla@example.org, karl@example.org", null)]
    [InlineData("leyla@example.org\r\nBcc: karl@example.org", null)]
    [InlineData("", null)]
    public void One_address_is_one(string text, string? address) => Assert.Equal(address, MailTransport.Address(text)?.Address);

    private static Task SendAsync(MailOptions options) => new MailTransport(Options.Create(options)).SendAsync(
        Id, new MailboxAddress(null, "leyla@example.org"), "Es gibt Neues für Sie", "Grüße\n.\nGutenbergstraße\n", TestContext.Current.CancellationToken);
}
