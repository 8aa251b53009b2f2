using System.Net;
using System.Net.Sockets;
using Verwaltung.Outcomes;

namespace Verwaltung.Webhooks;

/// <summary>
/// Where webhooks may go. An address that an operator types must not lead into the own network, neither by itself nor by what its name
/// resolves to when it is called (server-side request forgery): only public addresses and TLS, unless <c>Webhooks:Private</c> allows more.
/// Link-local addresses, where clouds keep their secrets, are never called.
/// </summary>
internal static class WebhookAddress
{
    public const int Longest = 2_000;

    // RFC 6890 and its registries: not globally reachable.
    private static readonly IPNetwork[] Private =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4", "::/127", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32",
            "2002::/16", "fc00::/7", "fec0::/10",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork[] Never = [
        .. new[] { "0.0.0.0/32", "::/128", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255/32", "fe80::/10", "ff00::/8" }.Select(IPNetwork.Parse)
    ];

    /// <summary>What is wrong with an address, or null. What its name resolves to is looked at when it is called.</summary>
    public static Refusal? Refuse(string url, bool allowsPrivate)
    {
        if (url.Length > Longest
            || !Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("https" or "http")
            || uri.UserInfo.Length > 0
            || uri.Fragment.Length > 0)
            return new WebhookAddressInvalid();
        if (uri.Scheme == "http" && !allowsPrivate)
            return new WebhookNotSecure();
        return IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var address) && !MayCall(address, allowsPrivate) ? new WebhookNotPublic() : null;
    }

    public static bool MayCall(IPAddress address, bool allowsPrivate)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Never.Any(net => net.Contains(plain)) && (allowsPrivate || !Private.Any(net => net.Contains(plain)));
    }

    /// <summary>Connects to an address that may be called, chosen here, so that nobody can answer differently in between.</summary>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, bool allowsPrivate, CancellationToken cancellation)
    {
        var open = (await Dns.GetHostAddressesAsync(to.Host, cancellation)).Where(address => MayCall(address, allowsPrivate)).ToArray();
        if (open is [])
            throw new HttpRequestException("The address is not public.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, to.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
