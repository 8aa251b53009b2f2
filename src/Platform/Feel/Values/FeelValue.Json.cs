using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Verwaltung.Feel;

// FEEL values as JSON, the way process engines carry them: dates, times and durations are ISO 8601 strings and come
// back as strings; ranges travel as their text, functions as null.
public abstract partial record FeelValue
{
    /// <summary>The value of a JSON text.</summary>
    /// <exception cref="JsonException">It holds a number beyond decimal128: a value is never altered silently.</exception>
    public static FeelValue FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True => FeelBoolean.True,
        JsonValueKind.False => FeelBoolean.False,
        JsonValueKind.Number => Number(json.GetRawText()),
        JsonValueKind.String => new FeelString(json.GetString()!),
        JsonValueKind.Array => FeelList.From(json.EnumerateArray().Select(FromJson)),
        JsonValueKind.Object => FeelContext.From(json.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, FromJson(entry.Value)))),
        _ => FeelNull.Instance,
    };

    /// <inheritdoc cref="FromJson(JsonElement)"/>
    public static FeelValue FromJson(JsonNode? json) =>
        json is null ? FeelNull.Instance : FromJson(JsonSerializer.SerializeToElement(json));

    public JsonNode? ToJson() => this switch
    {
        FeelNull or FeelFunction => null,
        FeelBoolean boolean => JsonValue.Create(boolean.Value),
        FeelNumber number => number.IsDecimal ? JsonValue.Create(WithoutTrailingZeros(number.Value)) : JsonNode.Parse(number.Wide.ToString()),
        FeelList list => new JsonArray([.. list.Items.Select(item => item.ToJson())]),
        FeelContext context => new JsonObject(context.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToJson()))),
        _ => JsonValue.Create(FeelText.Of(this)),
    };

    /// <summary>The value as it comes back from JSON. What is kept as JSON is made plain before use, so that a replay sees the same.</summary>
    public FeelValue ToPlain() => this switch
    {
        FeelNull or FeelBoolean or FeelNumber or FeelString => this,
        FeelFunction => FeelNull.Instance,
        FeelList list => FeelList.From(list.Items.Select(item => item.ToPlain())),
        FeelContext context => context.ToPlain(),
        _ => new FeelString(FeelText.Of(this)),
    };

    private static FeelNumber Number(string text) =>
        FeelNumber.Parse(text) is { } number && Digits(text) <= 34
            ? number
            : throw new JsonException($"Expected a number of at most 34 digits but found {text}.");

    // From the first to the last that is not zero.
    private static int Digits(string text) =>
        string.Concat(text.TakeWhile(c => c is not ('e' or 'E')).Where(char.IsAsciiDigit)).Trim('0').Length;

    // 1.50 and 1.5 are one number, so they are one text.
    private static decimal WithoutTrailingZeros(decimal number) => number / 1.0000000000000000000000000000m;
}

/// <summary>Lets System.Text.Json read and write <see cref="FeelValue"/> and its kinds.</summary>
public sealed class FeelValueJsonConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(FeelValue));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<T> : JsonConverter<T> where T : FeelValue
    {
        public override bool HandleNull => true;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return FeelValue.FromJson(document.RootElement) as T
                ?? throw new JsonException($"Expected a {typeof(T).Name} but found {document.RootElement.ValueKind}.");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            if (value?.ToJson() is { } json) json.WriteTo(writer, options);
            else writer.WriteNullValue();
        }
    }
}
