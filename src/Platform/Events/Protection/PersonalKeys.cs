using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>
/// The keys of persons, one per person and scope (a case's stream, a draft, a file's case), each wrapped by the configured
/// master key. Destroying a person's keys makes everything encrypted with them unreadable, wherever copies of it lie (GDPR Art. 17).
/// </summary>
public sealed class PersonalKeys
{
    /// <summary>On this channel hosts tell each other that a person was forgotten.</summary>
    internal const string ForgottenChannel = "verwaltung_forgotten";

    private const int MostCached = 20_000;
    private const int IdSize = 16;
    private const string Columns = "select id, wrapped from personal_keys";

    private readonly Database _database;
    private readonly EventOptions _options;
    private readonly TimeProvider _time;
    private readonly IdSource _ids;
    private readonly ConcurrentDictionary<(Guid Person, Guid Scope), PersonalKey> _known = [];
    private readonly ConcurrentDictionary<Guid, PersonalKey> _byId = [];
    private int _epoch;

    internal PersonalKeys(Database database, EventOptions options, TimeProvider time, IdSource ids) =>
        (_database, _options, _time, _ids) = (database, options, time, ids);

    /// <summary>Told the scopes of a person whose keys were destroyed, to take what is decrypted out of caches and tables.</summary>
    internal Func<IReadOnlyList<Guid>, CancellationToken, Task> OnForgotten { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Encrypts with the key of (<paramref name="person"/>, <paramref name="scope"/>), which is made if there is none.</summary>
    /// <param name="person">Whose data it is.</param>
    /// <param name="scope">What it belongs to.</param>
    /// <param name="plain">The data.</param>
    /// <param name="aad">What the result belongs to; decrypting needs the same.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Key id, nonce, ciphertext and tag. If the person was forgotten in this scope, bytes that nobody can read.</returns>
    public async Task<byte[]> EncryptAsync(Guid person, Guid scope, ReadOnlyMemory<byte> plain, string aad, CancellationToken cancel = default)
    {
        var key = await FindOrMakeAsync(person, scope, cancel);
        var nonce = RandomNumberGenerator.GetBytes(PersonalKey.NonceSize);
        return [.. key.Id.ToByteArray(bigEndian: true), .. nonce, .. key.Encrypt(plain.Span, nonce, Encoding.UTF8.GetBytes(aad))];
    }

    /// <summary>The plain bytes of <see cref="EncryptAsync"/>, or null when the person was forgotten.</summary>
    /// <exception cref="CryptographicException">The bytes were changed, belong to another person or scope, or to another <paramref name="aad"/>.</exception>
    public async Task<byte[]?> DecryptAsync(Guid person, Guid scope, ReadOnlyMemory<byte> cipher, string aad, CancellationToken cancel = default)
    {
        if (cipher.Length < IdSize + PersonalKey.NonceSize) throw new CryptographicException("Expected a key id and a nonce.");
        var id = new Guid(cipher.Span[..IdSize], bigEndian: true);
        var key = await FindAsync(person, scope, cancel);
        if (key is null || key.Id != id)
            throw new CryptographicException($"Expected data of person {person} in {scope}, but it is encrypted with another key.");
        return key.Decrypt(cipher.Span[(IdSize + PersonalKey.NonceSize)..], cipher.Span.Slice(IdSize, PersonalKey.NonceSize), Encoding.UTF8.GetBytes(aad));
    }

    /// <summary>
    /// Destroys all keys of a person. When it returns, this host reads nothing of them any more, rows of single-stream
    /// projections are rewritten, and the other hosts have been told. Projections over all streams need a rebuild.
    /// </summary>
    public async Task ForgetAsync(Guid person, CancellationToken cancel = default)
    {
        const string Destroy = "update personal_keys set wrapped = null, forgotten = $2 where person_id = $1 and wrapped is not null";
        await using (var command = _database.Source.CreateCommand(Destroy))
        {
            command.Parameters.Add(Sql.Of(person));
            command.Parameters.Add(Sql.Of(_time.GetUtcNow()));
            await command.ExecuteNonQueryAsync(cancel);
        }

        ClearCache();
        await using (var tell = _database.Source.CreateCommand($"select pg_notify('{ForgottenChannel}', '')")) await tell.ExecuteNonQueryAsync(cancel);
        // All scopes, also of an earlier attempt that was interrupted here.
        await OnForgotten(await ScopesAsync(person, cancel), cancel);
    }

    internal void ClearCache()
    {
        Interlocked.Increment(ref _epoch);
        _known.Clear();
        _byId.Clear();
    }

    /// <summary>The key of (person, scope) if there is one.</summary>
    internal async Task<PersonalKey?> FindAsync(Guid person, Guid scope, CancellationToken cancel)
    {
        if (_known.TryGetValue((person, scope), out var known)) return known;
        var epoch = Volatile.Read(ref _epoch);
        var found = await SelectAsync($"{Columns} where person_id = $1 and scope_id = $2", [Sql.Of(person), Sql.Of(scope)], cancel);
        if (found is [var key]) Cached(_known, (person, scope), key, epoch);
        return found.SingleOrDefault();
    }

    /// <summary>The key of the scope's first person: whose data an event holds when the session does not say.</summary>
    internal async Task<PersonalKey?> OfScopeAsync(Guid scope, CancellationToken cancel)
    {
        if (_known.TryGetValue((Guid.Empty, scope), out var known)) return known;
        var epoch = Volatile.Read(ref _epoch);
        var found = await SelectAsync($"{Columns} where scope_id = $1 order by created, id limit 1", [Sql.Of(scope)], cancel);
        if (found is [var key]) Cached(_known, (Guid.Empty, scope), key, epoch);
        return found.SingleOrDefault();
    }

    /// <summary>The keys of all persons in a scope as the database has them now, by id; of who was forgotten without the secret.</summary>
    internal async Task<IReadOnlyList<PersonalKey>> AllOfScopeAsync(Guid scope, CancellationToken cancel) =>
        await SelectAsync($"{Columns} where scope_id = $1 order by id", [Sql.Of(scope)], cancel);

    /// <summary>The keys with these ids; those that the database does not have are left out.</summary>
    internal async Task<IReadOnlyDictionary<Guid, PersonalKey>> WithIdsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var keys = new Dictionary<Guid, PersonalKey>();
        var missing = new List<Guid>();
        foreach (var id in ids.Distinct())
            if (_byId.TryGetValue(id, out var known)) keys[id] = known;
            else missing.Add(id);
        if (missing.Count == 0) return keys;
        var epoch = Volatile.Read(ref _epoch);
        foreach (var key in await SelectAsync($"{Columns} where id = any($1)", [new NpgsqlParameter<Guid[]> { TypedValue = [.. missing] }], cancel))
            keys[key.Id] = Cached(_byId, key.Id, key, epoch);
        return keys;
    }

    /// <summary>A new key, not stored yet: the caller runs <see cref="InsertOf"/> in its commit.</summary>
    internal PersonalKey New() => new(_ids.Next(), RandomNumberGenerator.GetBytes(32));

    internal NpgsqlBatchCommand InsertOf(Guid person, Guid scope, PersonalKey key) =>
        Sql.Command(
            "insert into personal_keys (id, person_id, scope_id, wrapped, created) values ($1, $2, $3, $4, $5)",
            Sql.Of(key.Id),
            Sql.Of(person),
            Sql.Of(scope),
            new NpgsqlParameter<byte[]> { TypedValue = Wrap(key), NpgsqlDbType = NpgsqlDbType.Bytea },
            Sql.Of(_time.GetUtcNow()));

    private async Task<PersonalKey> FindOrMakeAsync(Guid person, Guid scope, CancellationToken cancel)
    {
        if (await FindAsync(person, scope, cancel) is { } found) return found;
        var insert = InsertOf(person, scope, New());
        await using var command = _database.Source.CreateCommand($"{insert.CommandText} on conflict on constraint personal_keys_person_scope do nothing");
        foreach (NpgsqlParameter parameter in insert.Parameters) command.Parameters.Add(parameter.Clone());
        await command.ExecuteNonQueryAsync(cancel);
        return await FindAsync(person, scope, cancel) ?? throw new InvalidOperationException($"Expected a key of person {person} in {scope}.");
    }

    private async Task<List<PersonalKey>> SelectAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancel)
    {
        await using var command = _database.Source.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var keys = new List<PersonalKey>();
        while (await reader.ReadAsync(cancel))
        {
            var id = reader.GetGuid(0);
            keys.Add(new(id, reader.IsDBNull(1) ? null : Unwrap(id, reader.GetFieldValue<byte[]>(1))));
        }

        return keys;
    }

    private async Task<List<Guid>> ScopesAsync(Guid person, CancellationToken cancel)
    {
        await using var command = _database.Source.CreateCommand("select scope_id from personal_keys where person_id = $1 order by scope_id");
        command.Parameters.Add(Sql.Of(person));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var scopes = new List<Guid>();
        while (await reader.ReadAsync(cancel)) scopes.Add(reader.GetGuid(0));
        return scopes;
    }

    private byte[] Wrap(PersonalKey key)
    {
        var nonce = RandomNumberGenerator.GetBytes(PersonalKey.NonceSize);
        return [.. nonce, .. PersonalKey.Seal(Master(), key.Secret, nonce, Encoding.UTF8.GetBytes(key.Id.ToString("n")))];
    }

    private byte[] Unwrap(Guid id, byte[] wrapped)
    {
        try
        {
            return PersonalKey.Open(
                Master(), wrapped.AsSpan(PersonalKey.NonceSize), wrapped.AsSpan(0, PersonalKey.NonceSize), Encoding.UTF8.GetBytes(id.ToString("n")));
        }
        catch (CryptographicException e)
        {
            throw new InvalidOperationException("The keys in this database are wrapped by another master key than the configured one.", e);
        }
    }

    private byte[] Master() => _options.MasterKey is { Length: 32 } master
        ? master
        : throw new InvalidOperationException("Expected a master key of 32 bytes to be configured, because there is personal data to be encrypted.");

    // A key read before its person was forgotten must not come in afterwards.
    private PersonalKey Cached<TKey>(ConcurrentDictionary<TKey, PersonalKey> cache, TKey at, PersonalKey key, int epoch)
        where TKey : notnull
    {
        if (cache.Count >= MostCached) cache.Clear();
        cache[at] = key;
        if (epoch != Volatile.Read(ref _epoch)) cache.Clear();
        return key;
    }
}
