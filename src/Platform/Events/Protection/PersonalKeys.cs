namespace Verwaltung.Events;

/// <summary>The keys of persons.</summary>
public sealed class PersonalKeys
{
    internal PersonalKeys() { }

    /// <summary>Encrypts with the key of (person, scope), which is made if there is none.</summary>
    public Task<byte[]> EncryptAsync(Guid person, Guid scope, ReadOnlyMemory<byte> plain, string aad, CancellationToken cancel = default) => throw new NotSupportedException();

    /// <summary>The plain bytes, or null when the key has been destroyed.</summary>
    public Task<byte[]?> DecryptAsync(Guid person, Guid scope, ReadOnlyMemory<byte> cipher, string aad, CancellationToken cancel = default) => throw new NotSupportedException();

    /// <summary>Destroys all keys of a person.</summary>
    public Task ForgetAsync(Guid person, CancellationToken cancel = default) => throw new NotSupportedException();
}
