using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Verwaltung.Documents.Mail;

/// <summary>Where mails lead people: the configured address of the portal, else the first one that this host serves on.</summary>
internal sealed class PortalAddress(IOptions<MailOptions> options, IConfiguration configuration)
{
    internal string Url => (options.Value.PortalUrl is { Length: > 0 } configured ? configured : Served()).TrimEnd('/');

    // Of a host that serves on every address of its machine only the machine itself knows a name.
    private string Served() =>
        (configuration["urls"] ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() is { } first
            ? first.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal)
                .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal).Replace("://[::]", "://localhost", StringComparison.Ordinal)
            : throw new InvalidOperationException("Expected an address to serve on (urls) or Mail:PortalUrl, but found neither.");
}
