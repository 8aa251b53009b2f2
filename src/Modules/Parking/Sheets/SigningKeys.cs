using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Verwaltung.Events;
using Verwaltung.Postgres;

namespace Verwaltung.Parking;

/// <summary>
/// Signs codes with ECDSA on P-256 over SHA-256 (ES256, RFC 7518 section 3.4: r and s, 64 bytes). The key is configured (<c>Parking:SigningKey</c>,
/// PKCS #8 in base64) or made once and kept in the database below the master key. Keys of earlier days stay published: their sheets are out there.
/// </summary>
internal sealed class SigningKeys(NpgsqlDataSource database, PersonalKeys personal, IdSource ids, TimeProvider time, IConfiguration configuration) : IDisposable
{
    private readonly SemaphoreSlim _loading = new(1);
    private ECDsa? _own;
    private IReadOnlyList<ECDsa> _known = [];

    public async Task<string> SignAsync(string text, CancellationToken cancellation)
    {
        var own = await OwnAsync(cancellation);
        lock (own) return Base64Url.EncodeToString(own.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256));
    }

    /// <summary>Whether one of our keys made the signature; another host may have made one that this one has not seen yet.</summary>
    public async Task<bool> VerifyAsync(string text, string signature, CancellationToken cancellation)
    {
        if (!Base64Url.IsValid(signature)) return false;
        var bytes = Base64Url.DecodeFromChars(signature);
        return Verify(_known, text, bytes) || Verify(await PublicAsync(cancellation), text, bytes);
    }

    /// <summary>The public keys, the oldest first.</summary>
    public async Task<IReadOnlyList<ECDsa>> PublicAsync(CancellationToken cancellation)
    {
        await OwnAsync(cancellation);
        var keys = new List<ECDsa>();
        foreach (var known in await database.ListAsync<byte[]>("select public_key from parking_signing_keys order by since, key_id", cancellation))
        {
            var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(known, out _);
            keys.Add(key);
        }

        return _known = keys;
    }

    public void Dispose()
    {
        _own?.Dispose();
        _loading.Dispose();
    }

    private static bool Verify(IReadOnlyList<ECDsa> keys, string text, byte[] signature) =>
        keys.Any(key =>
        {
            lock (key) return key.VerifyData(Encoding.UTF8.GetBytes(text), signature, HashAlgorithmName.SHA256);
        });

    private async Task<ECDsa> OwnAsync(CancellationToken cancellation)
    {
        if (_own is { } ready) return ready;
        await _loading.WaitAsync(cancellation);
        try
        {
            return _own ??= configuration["Parking:SigningKey"] is { Length: > 0 } configured
                ? await ConfiguredAsync(configured, cancellation)
                : await StoredAsync(cancellation) ?? await MadeAsync(cancellation);
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<ECDsa> ConfiguredAsync(string pkcs8, CancellationToken cancellation)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(pkcs8), out _);
        await PublishAsync(ids.Next(), key, null, cancellation);
        return key;
    }

    private async Task<ECDsa?> StoredAsync(CancellationToken cancellation)
    {
        var stored = await database.FindAsync<StoredKey>(
            "select key_id, private_key from parking_signing_keys where private_key is not null order by since desc, key_id desc limit 1", cancellation);
        if (stored is not { KeyId: var id, PrivateKey: var cipher }) return null;
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(await personal.DecryptAsync(id, id, cipher, Purpose, cancellation), out _);
        return key;
    }

    private async Task<ECDsa> MadeAsync(CancellationToken cancellation)
    {
        var (id, key) = (ids.Next(), ECDsa.Create(ECCurve.NamedCurves.nistP256));
        await PublishAsync(id, key, await personal.EncryptAsync(id, id, key.ExportPkcs8PrivateKey(), Purpose, cancellation), cancellation);
        return key;
    }

    private const string Purpose = "parking_signing_keys.private_key";

    private async Task PublishAsync(Guid id, ECDsa key, byte[]? cipher, CancellationToken cancellation) => await database.ExecuteAsync(
        "insert into parking_signing_keys (key_id, public_key, private_key, since) values ($1, $2, $3, $4) on conflict (public_key) do nothing",
        cancellation, id, key.ExportSubjectPublicKeyInfo(), cipher, time.GetUtcNow());

    private sealed record StoredKey(Guid KeyId, byte[] PrivateKey);
}
