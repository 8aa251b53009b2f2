using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Verwaltung.Events;

/// <summary>
/// A personal value on the wire: <c>{"$enc":{"k":key id,"n":nonce,"c":ciphertext and tag}}</c>. Beside the converters it carries
/// what they need to know of the event being (de)serialised on this thread: its id and type (the AAD) and the keys.
/// </summary>
internal sealed class Envelope(Guid eventId, string type, PersonalKey? key, IReadOnlyDictionary<Guid, PersonalKey> keys)
{
    private const string Mark = "$enc";
    private static readonly byte[] Quoted = "\"$enc\""u8.ToArray();
    private static readonly byte[] Opening = "{\"$enc\""u8.ToArray();

    [ThreadStatic]
    private static Envelope? _current;

    private readonly string _aad = $"{eventId:n}:{type}";

    /// <summary>Set by a property's getter just before its converter writes: whether <see cref="PersonalDataAttribute.When"/> holds.</summary>
    public bool Condition { get; set; } = true;

    /// <summary>A personal value was met, but no key had been given.</summary>
    public bool KeyIsMissing { get; private set; }

    public static Envelope Current => _current ?? throw new InvalidOperationException("Expected personal data to be serialised by the event store only.");

    public static bool MayBeIn(ReadOnlySpan<byte> json) => json.IndexOf(Quoted) >= 0;

    public static bool Looks(ReadOnlySpan<byte> json) => json.StartsWith(Opening);

    public T During<T>(Func<T> work)
    {
        var outer = _current;
        _current = this;
        try
        {
            return work();
        }
        finally
        {
            _current = outer;
        }
    }

    public void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> plain)
    {
        if (key is null)
        {
            KeyIsMissing = true;
            writer.WriteNullValue();
            return;
        }

        var nonce = RandomNumberGenerator.GetBytes(PersonalKey.NonceSize);
        writer.WriteStartObject();
        writer.WriteStartObject(Mark);
        writer.WriteString("k", key.Id);
        writer.WriteBase64String("n", nonce);
        writer.WriteBase64String("c", key.Encrypt(plain, nonce, _aad));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Whether the reader stands at an envelope.</summary>
    public static bool IsAt(Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(Mark);

    /// <summary>The plain JSON of the envelope that the reader stands at, or null when its key has been destroyed.</summary>
    public byte[]? Read(ref Utf8JsonReader reader) => Open(JsonNode.Parse(ref reader)![Mark]!);

    /// <summary>Puts plain values in the place of envelopes, except of those whose key has been destroyed.</summary>
    public JsonNode? Unwrap(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject { Count: 1 } box when box[Mark] is JsonObject parts && IdIn(parts) is { } id && keys.ContainsKey(id):
                return Open(parts) is { } plain ? JsonNode.Parse(plain) : box.DeepClone();
            case JsonObject box:
                return new JsonObject(box.Select(member => KeyValuePair.Create(member.Key, Unwrap(member.Value))));
            case JsonArray list:
                return new JsonArray([.. list.Select(Unwrap)]);
            default:
                return node?.DeepClone();
        }
    }

    /// <summary>The ids of the keys that the envelopes in <paramref name="json"/> name.</summary>
    public static IEnumerable<Guid> KeysIn(byte[] json)
    {
        var found = new List<Guid>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(Mark)) continue;
            reader.Read();
            if (JsonNode.Parse(ref reader) is JsonObject parts && IdIn(parts) is { } id) found.Add(id);
        }

        return found;
    }

    private static Guid? IdIn(JsonObject parts) => parts["k"] is JsonValue value && value.TryGetValue(out Guid id) ? id : null;

    private static byte[] Bytes(JsonNode? base64) => Convert.FromBase64String(base64!.GetValue<string>());

    private byte[]? Open(JsonNode parts)
    {
        var id = parts["k"]!.GetValue<Guid>();
        if (!keys.TryGetValue(id, out var known)) throw new CryptographicException($"The event {eventId} is encrypted with a key {id} that this database does not have.");
        return known.Decrypt(Bytes(parts["c"]), Bytes(parts["n"]), _aad);
    }
}
