using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Verwaltung.Postgres;

namespace Verwaltung.Events;

/// <summary>
/// Keeps what long streams' aggregates were. Where a stream has personal keys its snapshot is sealed with all of them, one around the
/// other: when one is destroyed nobody can open it, wherever copies of it lie. What cannot be opened or read is passed over and made anew.
/// </summary>
internal sealed class SnapshotStore(Database database, EventOptions events, PersonalKeys keys)
{
    /// <summary>Beside the events, in one batch: what lies in the store for this stream.</summary>
    public const string Select = "select version, at, keys, data from event_snapshots where stream_id = $1 and aggregate = $2 and schema = $3";

    public const string VersionOf = "(select s.version from event_snapshots s where s.stream_id = $1 and s.aggregate = $2 and s.schema = $3)";

    private const string Upsert = """
        insert into event_snapshots (stream_id, aggregate, schema, version, at, keys, data) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (stream_id, aggregate) do update set schema = $3, version = $4, at = $5, keys = $6, data = $7
        where event_snapshots.version < $4 or event_snapshots.schema <> $3 or $8
        """;

    private readonly Lazy<JsonSerializerOptions> _json = new(() => SnapshotJson.Options(events));
    private readonly ConcurrentDictionary<Type, string> _schemas = [];

    /// <summary>Every how many events; null: never.</summary>
    public int? Every(Type aggregate) => events.SnapshotEvery(aggregate);

    public string SchemaOf(Type aggregate) => _schemas.GetOrAdd(aggregate, type => SnapshotSchema.Of(type, _json.Value));

    public static string NameOf(Type aggregate) => aggregate.FullName!;

    /// <summary>What <see cref="Select"/> found, or null when it cannot be read any more.</summary>
    public async Task<AggregateAt?> OpenAsync(Type aggregate, Guid stream, Row row, CancellationToken cancel)
    {
        var sealedWith = await keys.WithIdsAsync(row.Keys, cancel);
        try
        {
            var data = row.Data;
            foreach (var id in row.Keys.Reverse())
            {
                if (!sealedWith.TryGetValue(id, out var key) || Open(key, data, Aad(aggregate, stream, row.Version)) is not { } inner) return null;
                data = inner;
            }

            var json = Checked(data, Aad(aggregate, stream, row.Version));
            return new AggregateAt(JsonSerializer.Deserialize(json, aggregate, _json.Value), row.Version, row.At) { Snapshot = row.Version };
        }
        catch (Exception damage) when (damage is CryptographicException or JsonException or NotSupportedException or ArgumentException)
        {
            Tell("events.snapshot.damaged", stream, damage);
            return null;
        }
    }

    /// <summary>Keeps a state. Nothing is kept of a stream of whom a person was forgotten: what this host knows of them may be older than that.</summary>
    /// <param name="isOver">Whether the one there cannot be read.</param>
    public async Task KeepAsync(Type aggregate, Guid stream, AggregateAt state, bool isOver, CancellationToken cancel)
    {
        try
        {
            var wraps = await keys.AllOfScopeAsync(stream, cancel);
            if (wraps.Any(key => key.Secret is null)) return;
            var aad = Aad(aggregate, stream, state.Version);
            var json = JsonSerializer.SerializeToUtf8Bytes(state.Aggregate, aggregate, _json.Value);
            byte[] data = [.. SHA256.HashData([.. aad, .. json]), .. json];
            foreach (var key in wraps) data = Seal(key, data, aad);
            await using var command = database.Source.CreateCommand(Upsert);
            command.Parameters.AddRange((NpgsqlParameter[])
            [
                Sql.Of(stream), Sql.Of(NameOf(aggregate)), Sql.Of(SchemaOf(aggregate)), Sql.Of(state.Version), Sql.Of(state.At),
                new NpgsqlParameter<Guid[]> { TypedValue = [.. wraps.Select(key => key.Id)] }, new NpgsqlParameter<byte[]> { TypedValue = data, NpgsqlDbType = NpgsqlDbType.Bytea },
                new NpgsqlParameter<bool> { TypedValue = isOver },
            ]);
            await command.ExecuteNonQueryAsync(cancel);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException or NpgsqlException)
        {
            Tell("events.snapshot.not_kept", stream, fault); // whoever reads has the state; the next one tries again
        }
    }

    public async Task ForgetAsync(IReadOnlyList<Guid> streams, CancellationToken cancel)
    {
        await using var command = database.Source.CreateCommand("delete from event_snapshots where stream_id = any($1)");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. streams] });
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static byte[] Aad(Type aggregate, Guid stream, long version) => Encoding.UTF8.GetBytes($"{stream:n}:{NameOf(aggregate)}:{version}");

    private static byte[] Seal(PersonalKey key, byte[] plain, byte[] aad)
    {
        var nonce = RandomNumberGenerator.GetBytes(PersonalKey.NonceSize);
        return [.. nonce, .. key.Encrypt(plain, nonce, aad)];
    }

    // Also where nothing personal is sealed a damaged state must not pass for one.
    private static ReadOnlySpan<byte> Checked(byte[] data, byte[] aad)
    {
        var json = data.AsSpan(SHA256.HashSizeInBytes);
        return data.AsSpan(0, SHA256.HashSizeInBytes).SequenceEqual(SHA256.HashData([.. aad, .. json])) ? json : throw new CryptographicException("The snapshot was changed.");
    }

    private static byte[]? Open(PersonalKey key, byte[] data, byte[] aad) => key.Decrypt(data.AsSpan(PersonalKey.NonceSize), data.AsSpan(0, PersonalKey.NonceSize), aad);

    private static void Tell(string what, Guid stream, Exception why) =>
        Activity.Current?.AddEvent(new ActivityEvent(what, tags: new() { ["stream"] = stream, ["reason"] = why.Message }));

    internal sealed record Row(long Version, DateTimeOffset At, Guid[] Keys, byte[] Data)
    {
        public static Row Of(NpgsqlDataReader reader) =>
            new(reader.GetInt64(0), new DateTimeOffset(reader.GetDateTime(1)), reader.GetFieldValue<Guid[]>(2), reader.GetFieldValue<byte[]>(3));
    }
}
