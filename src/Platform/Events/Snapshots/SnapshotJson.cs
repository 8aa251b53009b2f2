using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Verwaltung.Events;

/// <summary>
/// An aggregate as JSON and back, by its fields: what a record computes is not written, what it keeps to itself is. What comes back
/// equals what went in, member by member.
/// </summary>
internal static class SnapshotJson
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static JsonSerializerOptions Options(EventOptions events)
    {
        var json = new JsonSerializerOptions();
        foreach (var configure in events.JsonConfiguration) configure(json);
        json.Converters.Add(new ImmutableCollections());
        json.TypeInfoResolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(ByFields);
        json.MakeReadOnly();
        return json;
    }

    public static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (Type? at = type; at is not null && at != typeof(object) && at != typeof(ValueType); at = at.BaseType)
            foreach (var field in at.GetFields(Own).OrderBy(field => field.Name, StringComparer.Ordinal)) yield return field;
    }

    /// <summary>Whether a type is written field by field; those of the runtime have their own JSON.</summary>
    public static bool IsByFields(Type type) => type.Namespace is { } room && room != "System" && !room.StartsWith("System.", StringComparison.Ordinal) && !type.IsEnum;

    private static void ByFields(JsonTypeInfo info)
    {
        if (info.Kind != JsonTypeInfoKind.Object || !IsByFields(info.Type)) return;
        info.Properties.Clear();
        info.CreateObject = () => RuntimeHelpers.GetUninitializedObject(info.Type);
        foreach (var field in FieldsOf(info.Type))
        {
            var property = info.CreateJsonPropertyInfo(field.FieldType, $"{field.DeclaringType!.Name}.{field.Name}");
            property.Get = field.GetValue;
            property.Set = field.SetValue;
            info.Properties.Add(property);
        }
    }

    // A default array is not an empty one, and keys may be any value.
    private sealed class ImmutableCollections : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsGenericType && (typeToConvert.GetGenericTypeDefinition() == typeof(ImmutableArray<>) || typeToConvert.GetGenericTypeDefinition() == typeof(ImmutableDictionary<,>));

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        {
            var converter = typeToConvert.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? typeof(OfArray<>) : typeof(OfDictionary<,>);
            return (JsonConverter)Activator.CreateInstance(converter.MakeGenericType(typeToConvert.GenericTypeArguments))!;
        }
    }

    private sealed class OfArray<T> : JsonConverter<ImmutableArray<T>>
    {
        public override bool HandleNull => true;

        public override ImmutableArray<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<T[]>(ref reader, options) is { } items ? [.. items] : default;

        public override void Write(Utf8JsonWriter writer, ImmutableArray<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.IsDefault ? null : value.ToArray(), options);
    }

    private sealed class OfDictionary<TKey, TValue> : JsonConverter<ImmutableDictionary<TKey, TValue>>
        where TKey : notnull
    {
        public override ImmutableDictionary<TKey, TValue>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<KeyValuePair<TKey, TValue>[]>(ref reader, options)?.ToImmutableDictionary();

        public override void Write(Utf8JsonWriter writer, ImmutableDictionary<TKey, TValue> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToArray(), options);
    }
}
