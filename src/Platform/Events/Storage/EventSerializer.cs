using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Verwaltung.Events;

/// <summary>Events to JSON and back: wire names, older versions, personal data.</summary>
internal sealed class EventSerializer
{
    private static readonly IReadOnlyDictionary<Guid, PersonalKey> NoKeys = new Dictionary<Guid, PersonalKey>();
    private readonly EventOptions _events;
    private readonly JsonSerializerOptions _json;

    public EventSerializer(EventOptions events)
    {
        _events = events;
        _json = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            AllowOutOfOrderMetadataProperties = true, // jsonb orders members its own way
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };
        foreach (var configure in events.JsonConfiguration) configure(_json);
        _json.TypeInfoResolver = (_json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(type => PersonalDataContract.Apply(type, events));
        _json.MakeReadOnly();
    }

    /// <summary>The JSON of an event, or null when it has personal values but no <paramref name="key"/> was given.</summary>
    public byte[]? Serialize(object data, Guid eventId, string type, PersonalKey? key)
    {
        var envelope = new Envelope(eventId, type, key, NoKeys);
        var json = envelope.During(() => JsonSerializer.SerializeToUtf8Bytes(data, _json.GetTypeInfo(data.GetType())));
        return envelope.KeyIsMissing ? null : json;
    }

    /// <summary>The event, in its newest version.</summary>
    /// <exception cref="InvalidOperationException">The name or the JSON is not what the options say; the message names the event.</exception>
    public object Deserialize(byte[] json, Guid eventId, string type, IReadOnlyDictionary<Guid, PersonalKey> keys)
    {
        var (clrType, upcast) = _events.TypeOf(type);
        var envelope = new Envelope(eventId, type, null, keys);
        try
        {
            return envelope.During(() => upcast is null
                ? JsonSerializer.Deserialize(json, _json.GetTypeInfo(clrType))
                : upcast((JsonObject)envelope.Unwrap(JsonNode.Parse(json))!).Deserialize(_json.GetTypeInfo(clrType)))
                ?? throw new JsonException("Expected an object but got null.");
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"The event {eventId} ('{type}') cannot be read as {clrType}: {e.Message}", e);
        }
    }
}
