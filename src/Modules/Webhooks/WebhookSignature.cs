using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Verwaltung.Webhooks;

/// <summary>
/// Signs as Standard Webhooks 1.0 says: HMAC-SHA256 over <c>id.timestamp.body</c>, in base64 after <c>v1,</c>. The secret is shown as <c>whsec_</c> and
/// base64; its bytes are the key. The receiver compares, refuses old timestamps, and takes an id once.
/// </summary>
internal static class WebhookSignature
{
    private const string Prefix = "whsec_";

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(32);

    public static string Shown(byte[] key) => Prefix + Convert.ToBase64String(key);

    public static string Of(byte[] key, string id, long timestamp, string body) =>
        "v1,"
            + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}"))));
}
