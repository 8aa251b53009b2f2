namespace Verwaltung.Documents.Mail;

/// <summary>Section <c>Mail</c> of the configuration.</summary>
internal sealed class MailOptions
{
    /// <summary>Where mails are laid as <c>.eml</c> files as long as no server is named.</summary>
    public string Folder { get; set; } = Path.Combine("data", "mail");

    /// <summary>The SMTP server; null lays mails in <see cref="Folder"/>.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>Encrypted or not at all: from the first byte on port 465, by STARTTLS on any other. False sends in the clear.</summary>
    public bool Tls { get; set; } = true;
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>How long the server may keep silent before the try counts as failed.</summary>
    public TimeSpan TimeOut { get; set; } = TimeSpan.FromSeconds(100);

    public string From { get; set; } = "noreply@verwaltung.example";

    /// <summary>The address of the portal that mails lead to; null: the first that the host serves on. Behind a proxy it has to be named.</summary>
    public string? PortalUrl { get; set; }
}
