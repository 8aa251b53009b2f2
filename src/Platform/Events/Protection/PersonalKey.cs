using System.Security.Cryptography;

namespace Verwaltung.Events;

/// <summary>The key of one person in one scope. AES-256-GCM with a random nonce of 12 bytes and a tag of 16 (NIST SP 800-38D).</summary>
/// <param name="Id">Stands beside everything encrypted with it.</param>
/// <param name="Secret">32 bytes; null once the person was forgotten.</param>
internal sealed record PersonalKey(Guid Id, byte[]? Secret)
{
    public const int NonceSize = 12;
    private const int TagSize = 16;

    // Making a cipher costs more than using it, and one stream's values follow each other with one key.
    [ThreadStatic]
    private static (byte[] Secret, AesGcm Aes) _last;

    /// <summary>Ciphertext followed by its tag. With a destroyed key it is written for nobody: encrypted, and the secret thrown away.</summary>
    public byte[] Encrypt(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad) =>
        Seal(Secret ?? RandomNumberGenerator.GetBytes(32), plain, nonce, aad);

    /// <summary>The plain bytes, or null when the key has been destroyed.</summary>
    /// <exception cref="CryptographicException">The bytes were changed, or belong to something else.</exception>
    public byte[]? Decrypt(ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad) =>
        Secret is null ? null : Open(Secret, sealedBytes, nonce, aad);

    public static byte[] Seal(byte[] secret, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad)
    {
        var result = new byte[plain.Length + TagSize];
        CipherOf(secret).Encrypt(nonce, plain, result.AsSpan(0, plain.Length), result.AsSpan(plain.Length), aad);
        return result;
    }

    public static byte[] Open(byte[] secret, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> aad)
    {
        if (sealedBytes.Length < TagSize) throw new CryptographicException("Expected at least a tag.");
        var plain = new byte[sealedBytes.Length - TagSize];
        CipherOf(secret).Decrypt(nonce, sealedBytes[..plain.Length], sealedBytes[plain.Length..], plain, aad);
        return plain;
    }

    private static AesGcm CipherOf(byte[] secret)
    {
        if (ReferenceEquals(_last.Secret, secret)) return _last.Aes;
        _last.Aes?.Dispose();
        _last = (secret, new AesGcm(secret, TagSize));
        return _last.Aes;
    }
}
