using System.Security.Cryptography;
using Verwaltung.Web;

namespace Verwaltung.Host;

/// <summary>
/// The key that wraps the persons' keys and seals those of sessions. A data centre configures it (<c>Encryption__MasterKey</c>, 32 bytes in base64)
/// and keeps it apart from backups of the database; a development machine makes one beside its embedded database.
/// </summary>
internal static class MasterKey
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static byte[] Load(IConfiguration configuration, string dataFolder)
    {
        if (configuration["Encryption:MasterKey"] is { Length: > 0 } configured)
            return Decode(configured);
        if (configuration.GetConnectionString("Verwaltung") is { Length: > 0 })
            throw new StartRefusedException(
                "Encryption__MasterKey is missing: 32 random bytes in base64, for example from 'openssl rand -base64 32'. "
                + "Without it personal data cannot be stored.");

        var file = Path.Combine(dataFolder, "master.key");
        return File.Exists(file) ? Decode(File.ReadAllText(file)) : Create(file);
    }

    /// <summary>
    /// Seals the keys of sessions and forms with a key derived from the master key (HKDF, RFC 5869): AES-256-GCM, nonce and tag before the
    /// ciphertext.
    /// </summary>
    public static KeyRingProtection KeyRing(byte[] master)
    {
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: "verwaltung key ring"u8.ToArray());
        return new KeyRingProtection(plain => Seal(key, plain), sealedBytes => Open(key, sealedBytes));
    }

    private static byte[] Seal(byte[] key, byte[] plain)
    {
        var (nonce, tag, cipher) = (RandomNumberGenerator.GetBytes(NonceSize), new byte[TagSize], new byte[plain.Length]);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, cipher, tag);
        return [.. nonce, .. tag, .. cipher];
    }

    private static byte[] Open(byte[] key, byte[] sealedBytes)
    {
        if (sealedBytes.Length < NonceSize + TagSize)
            throw new CryptographicException("Expected a nonce and a tag.");
        var plain = new byte[sealedBytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(sealedBytes.AsSpan(0, NonceSize), sealedBytes.AsSpan(NonceSize + TagSize), sealedBytes.AsSpan(NonceSize, TagSize), plain);
        return plain;
    }

    private static byte[] Create(string file)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        try
        {
            using var stream = OperatingSystem.IsWindows()
                ? new FileStream(file, FileMode.CreateNew)
                : new FileStream(
                    file, new FileStreamOptions
                    {
                        Mode = FileMode.CreateNew,
                        Access = FileAccess.Write,
                        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                    });
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(key)));
            return key;
        }
        catch (IOException) when (File.Exists(file))
        {
            return Decode(File.ReadAllText(file)); // a second host on the same folder was faster
        }
    }

    private static byte[] Decode(string text)
    {
        var key = new byte[32];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == 32
            ? key
            : throw new StartRefusedException("The master key is damaged: expected 32 bytes in base64.");
    }
}

/// <summary>The host cannot start; the message is the one sentence that an operator needs.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
