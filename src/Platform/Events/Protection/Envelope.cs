using System.Security.Cryptography;
using System.Text;
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

    /// <summary>Set by a property's getter just before its converter writes: whether <see cref="PersonalDataAttribute.When"/> holds.</summary>
    public bool Condition { get; set; } = true;

    /// <summary>A personal value was met, but no key had been given.</summary>
    public bool KeyIsMissing { get; private set; }

    private byte[] Aad => field ??= Encoding.UTF8.GetBytes($"{eventId:n}:{type}");

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
        writer.WriteBase64String("c", key.Encrypt(plain, nonce, Aad));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Whether the reader stands at an envelope.</summary>
    public static bool IsAt(Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(Mark);

    /// <summary>The plain JSON of the envelope that the reader stands at, or null when its key has been destroyed.</summary>
    public byte[]? Read(ref Utf8JsonReader reader)
    {
        var (id, nonce, sealedBytes) = (Guid.Empty, Array.Empty<byte>(), Array.Empty<byte>());
        for (var depth = reader.CurrentDepth; reader.Read() && reader.CurrentDepth > depth;)
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != depth + 2) continue;
            var name = reader.ValueSpan[0];
            reader.Read();
            if (name == 'k') id = reader.GetGuid();
            else if (name == 'n') nonce = reader.GetBytesFromBase64();
            else if (name == 'c') sealedBytes = reader.GetBytesFromBase64();
        }

        return Open(id, sealedBytes, nonce);
    }

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
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(Mark) && reader.Read() && IdIn(ref reader) is { } id) found.Add(id);

        return found;
    }

    // Text of a person may look like an envelope and not be one.
    private static Guid? IdIn(ref Utf8JsonReader reader)
    {
        Guid? found = null;
        if (reader.TokenType != JsonTokenType.StartObject) return found;
        for (var depth = reader.CurrentDepth; reader.Read() && reader.CurrentDepth > depth;)
            if (reader.CurrentDepth == depth + 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("k"u8)
                && reader.Read() && reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var id)) found = id;

        return found;
    }

    private static Guid? IdIn(JsonObject parts) => parts["k"] is JsonValue value && value.TryGetValue(out Guid id) ? id : null;

    private static byte[] Bytes(JsonNode? base64) => Convert.FromBase64String(base64!.GetValue<string>());

    private byte[]? Open(JsonObject parts) => Open(parts["k"]!.GetValue<Guid>(), Bytes(parts["c"]), Bytes(parts["n"]));

    private byte[]? Open(Guid id, byte[] sealedBytes, byte[] nonce) => keys.TryGetValue(id, out var known)
        ? known.Decrypt(sealedBytes, nonce, Aad)
        : throw new CryptographicException($"The event {eventId} is encrypted with a key {id} that this database does not have.");
}
