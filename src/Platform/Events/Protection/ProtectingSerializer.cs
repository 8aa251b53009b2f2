using System.Buffers;
using System.Data.Common;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Marten;
using Npgsql;
using NpgsqlTypes;
using Weasel.Core;

namespace Verwaltung.Events;

/// <summary>
/// Marten's serializer: events to JSON and back with their personal values sealed. What a commit writes was sealed before (<see cref="Commit"/>,
/// which may wait for
/// keys); what is read finds its keys while the row is read.
/// </summary>
internal sealed class ProtectingSerializer : Marten.ISerializer
{
    private static readonly IReadOnlyDictionary<Guid, PersonalKey> NoKeys = new Dictionary<Guid, PersonalKey>();
    private readonly PersonalKeys _keys;
    private readonly EventOptions _events;
    private readonly Lazy<JsonSerializerOptions> _json;

    public ProtectingSerializer(EventOptions events, PersonalKeys keys) =>
        (_events, _keys, _json) = (events, keys, new(() => Json(events))); // rooms may still be adding

    public EnumStorage EnumStorage => EnumStorage.AsString;

    public Casing Casing => Casing.CamelCase;

    public ValueCasting ValueCasting => ValueCasting.Strict;

    /// <summary>The JSON of an event, or null when it has personal values but no <paramref name="key"/> was given.</summary>
    public byte[]? Seal(object data, Guid eventId, string type, PersonalKey? key)
    {
        var envelope = new Envelope(eventId, type, key, NoKeys);
        var json = envelope.During(() => JsonSerializer.SerializeToUtf8Bytes(data, Contract(data.GetType())));
        return envelope.KeyIsMissing ? null : json;
    }

    /// <summary>The event in its newest version, as it is read from the store.</summary>
    /// <exception cref="InvalidOperationException">The name or the JSON is not what the options say; the message names the event.</exception>
    public object Open(byte[] json, Guid eventId, string type, IReadOnlyDictionary<Guid, PersonalKey> keys)
    {
        var (clrType, upcast) = _events.TypeOf(type);
        return Open(json, clrType, upcast, new Envelope(eventId, type, null, keys), (eventId, type));
    }

    /// <summary>The keys that the envelopes of <paramref name="json"/> need.</summary>
    public async ValueTask<IReadOnlyDictionary<Guid, PersonalKey>> KeysAsync(byte[] json, CancellationToken cancel) =>
        Envelope.MayBeIn(json) && Envelope.KeysIn(json).ToHashSet() is { Count: > 0 } ids ? await _keys.WithIdsAsync(ids, cancel) : NoKeys;

    /// <summary>An event stored under an older name.</summary>
    public async ValueTask<object> UpcastAsync(DbDataReader reader, int index, Type type, Func<JsonObject, JsonObject> upcast, CancellationToken cancel)
    {
        var json = Bytes(reader, index);
        var of = EventAt(reader);
        return Open(json, type, upcast, new Envelope(of.Id, of.Type, null, await KeysAsync(json, cancel)), of);
    }

    public async ValueTask<object> FromJsonAsync(Type type, DbDataReader reader, int index, CancellationToken cancellationToken = default)
    {
        var json = Bytes(reader, index);
        if (!Envelope.MayBeIn(json)) return json.AsSpan().SequenceEqual("null"u8) ? null! : Open(json, type, null, null, null, reader); // headers may be null
        var of = EventAt(reader);
        return Open(json, type, null, new Envelope(of.Id, of.Type, null, await KeysAsync(json, cancellationToken)), of);
    }

    public async ValueTask<T> FromJsonAsync<T>(DbDataReader reader, int index, CancellationToken cancellationToken = default) =>
        (T)await FromJsonAsync(typeof(T), reader, index, cancellationToken);

    public object FromJson(Type type, DbDataReader reader, int index)
    {
        var json = Bytes(reader, index);
        return Envelope.MayBeIn(json)
            ? throw new InvalidOperationException("Expected events with personal data to be read asynchronously, because their keys are looked up.")
            : Open(json, type, null, null, null, reader);
    }

    public T FromJson<T>(DbDataReader reader, int index) => (T)FromJson(typeof(T), reader, index);

    public object FromJson(Type type, Stream stream) => JsonSerializer.Deserialize(stream, Contract(type))!;

    public T FromJson<T>(Stream stream) => (T)FromJson(typeof(T), stream);

    public async ValueTask<object> FromJsonAsync(Type type, Stream stream, CancellationToken cancellationToken = default) =>
        (await JsonSerializer.DeserializeAsync(stream, Contract(type), cancellationToken))!;

    public async ValueTask<T> FromJsonAsync<T>(Stream stream, CancellationToken cancellationToken = default) =>
        (T)await FromJsonAsync(typeof(T), stream, cancellationToken);

    public string ToJson(object? document) => Encoding.UTF8.GetString(Plain(document));

    public string ToCleanJson(object? document) => ToJson(document);

    public string ToJsonWithTypes(object document) => ToJson(document);

    public void WriteTo(IBufferWriter<byte> writer, object? value) => writer.Write(Plain(value));

    public void WriteToCleanJson(IBufferWriter<byte> writer, object? value) => WriteTo(writer, value);

    public void WriteToJsonWithTypes(IBufferWriter<byte> writer, object value) => WriteTo(writer, value);

    public void WriteToParameter(NpgsqlParameter parameter, object? value) =>
        (parameter.NpgsqlDbType, parameter.Value) = (NpgsqlDbType.Jsonb, value is null ? DBNull.Value : Plain(value));

    private static JsonSerializerOptions Json(EventOptions events)
    {
        var json = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            AllowOutOfOrderMetadataProperties = true, // jsonb orders members its own way
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };
        foreach (var configure in events.JsonConfiguration) configure(json);
        json.TypeInfoResolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver())
            .WithAddedModifier(type => PersonalDataContract.Apply(type, events));
        json.MakeReadOnly();
        return json;
    }

    private static byte[] Bytes(DbDataReader reader, int index) => reader.GetFieldValue<byte[]>(index);

    // The event that the reader stands at: what its sealed values are bound to.
    private static (Guid Id, string Type) EventAt(DbDataReader reader) =>
        (reader.GetGuid(reader.GetOrdinal("id")), reader.GetString(reader.GetOrdinal("type")));

    private JsonTypeInfo Contract(Type type) => _json.Value.GetTypeInfo(type);

    // What was sealed for a commit, else something without personal values: headers, a document.
    private byte[] Plain(object? value) => value switch
    {
        null => "null"u8.ToArray(),
        _ when Commit.FindSealed(value) is { } prepared => prepared,
        _ => Seal(value, Guid.Empty, "", null)
            ?? throw new InvalidOperationException($"Expected {value.GetType()} with personal data to be stored as an event only."),
    };

    private object Open(
        byte[] json, Type type, Func<JsonObject, JsonObject>? upcast, Envelope? envelope, (Guid Id, string Type)? of, DbDataReader? reader = null)
    {
        try
        {
            object? Read() => upcast is null
                ? JsonSerializer.Deserialize(json, Contract(type))
                : upcast((JsonObject)(envelope!.Unwrap(JsonNode.Parse(json)))!).Deserialize(Contract(type));
            return (envelope is null ? Read() : envelope.During(Read)) ?? throw new JsonException("Expected an object but got null.");
        }
        catch (JsonException e)
        {
            var (id, name) = of ?? (reader is null ? default : EventAt(reader));
            throw new InvalidOperationException($"The event {id} ('{name}') cannot be read as {type}: {e.Message}", e);
        }
    }
}
