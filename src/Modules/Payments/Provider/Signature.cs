using System.Security.Cryptography;
using System.Text;

namespace Verwaltung.Payments;

/// <summary>HMAC-SHA256 over the bytes of a body, in lower-case hexadecimal.</summary>
internal static class Signature
{
    public const string Header = "X-Signature";

    public static string Of(string secret, ReadOnlySpan<byte> body) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public static bool Fits(string secret, ReadOnlySpan<byte> body, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Of(secret, body)), Encoding.ASCII.GetBytes(signature));
}
