using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Verwaltung.Documents.Tests;

internal enum Encryption { None, Offered }

/// <summary>Takes the mail of one connection as RFC 5321 says, and notes what it was told.</summary>
internal sealed class SmtpServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Encryption _encryption;
    private readonly List<string> _heard = [];
    private readonly Task _conversation;

    public SmtpServer(Encryption encryption = Encryption.None)
    {
        _encryption = encryption;
        _listener.Start();
        _conversation = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The mail, as it stood between DATA and the dot.</summary>
    public string Mail { get; private set; } = "";

    /// <summary>The commands once the client is gone, without the name that it gives itself.</summary>
    public async Task<IReadOnlyList<string>> HeardAsync()
    {
        await _conversation.WaitAsync(TimeSpan.FromSeconds(30));
        return _heard;
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        using var client = await _listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        await TalkAsync(stream);
    }

    private async Task TalkAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        await SayAsync(stream, "220 relay.example");
        while (await reader.ReadLineAsync() is { } line)
        {
            _heard.Add(line.StartsWith("EHLO ", StringComparison.Ordinal) ? "EHLO" : line);
            await SayAsync(stream, Answer(line.Split(' ', ':')[0]));
            if (line == "DATA") await TakeAsync(reader, stream);
            if (line == "STARTTLS") await RefuseToBeTrustedAsync(stream);
            if (line is "QUIT" or "STARTTLS") return;
        }
    }

    private string Answer(string verb) => verb switch
    {
        "EHLO" => _encryption == Encryption.Offered ? "250-relay.example\r\n250-STARTTLS\r\n250 AUTH PLAIN" : "250-relay.example\r\n250 AUTH PLAIN",
        "STARTTLS" => "220 go ahead",
        "AUTH" => "235 accepted",
        "DATA" => "354 end with a dot",
        "QUIT" => "221 bye",
        _ => "250 ok",
    };

    private async Task TakeAsync(StreamReader reader, Stream stream)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        Mail = mail.ToString();
        await SayAsync(stream, "250 taken");
    }

    // With a certificate that it signed itself; a client that goes on all the same is heard.
    private async Task RefuseToBeTrustedAsync(Stream stream)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var tls = new SslStream(stream, leaveInnerStreamOpen: true);
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate });
            using var reader = new StreamReader(tls, Encoding.Latin1);
            _heard.Add(await reader.ReadLineAsync() ?? "(hung up)");
        }
        catch (Exception fault) when (fault is AuthenticationException or IOException)
        {
            _heard.Add("(hung up)");
        }
    }

    private async Task SayAsync(Stream stream, string words) => await stream.WriteAsync(Encoding.Latin1.GetBytes(words + "\r\n"));
}
