using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Verwaltung.Events;

/// <summary>Puts <see cref="PersonalDataConverter{T}"/> on the properties marked with <see cref="PersonalDataAttribute"/>.</summary>
internal static class PersonalDataContract
{
    public static void Apply(JsonTypeInfo type, EventOptions events)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        foreach (var property in type.Properties)
            if ((MarkOf(property) ?? MarkedByMapping(type, property, events)) is { } mark) Protect(type, property, mark);
    }

    private static PersonalDataAttribute? MarkedByMapping(JsonTypeInfo type, JsonPropertyInfo property, EventOptions events) =>
        property.AttributeProvider is MemberInfo member && events.IsPersonal(type.Type, member.Name) ? new PersonalDataAttribute() : null;

    // On a record's parameter the attribute may stand without "property:".
    private static PersonalDataAttribute? MarkOf(JsonPropertyInfo property) =>
        (property.AttributeProvider?.GetCustomAttributes(typeof(PersonalDataAttribute), true).FirstOrDefault()
         ?? property.AssociatedParameter?.AttributeProvider?.GetCustomAttributes(typeof(PersonalDataAttribute), true).FirstOrDefault())
            as PersonalDataAttribute;

    private static void Protect(JsonTypeInfo type, JsonPropertyInfo property, PersonalDataAttribute mark)
    {
        property.CustomConverter = (JsonConverter)Activator.CreateInstance(
            typeof(PersonalDataConverter<>).MakeGenericType(property.PropertyType), args: [mark.When is not null])!;
        if (mark.When is null || property.Get is not { } get) return;
        var condition = type.Type.GetProperty(mark.When) is { } found && found.PropertyType == typeof(bool)
            ? found
            : throw new InvalidOperationException(
                $"Expected {type.Type} to have a bool property '{mark.When}', which says whether '{property.Name}' is personal.");
        property.Get = owner =>
        {
            Envelope.Current.Condition = (bool)condition.GetValue(owner)!;
            return get(owner);
        };
    }
}

/// <summary>Encrypts one property's value, whatever its JSON is.</summary>
/// <param name="isConditional">The property's getter says by <see cref="Envelope.Condition"/> whether this value is personal.</param>
internal sealed class PersonalDataConverter<T>(bool isConditional) : JsonConverter<T>
{
    /// <summary>What a string reads when its person was forgotten.</summary>
    private const string Blackened = "███";

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        var envelope = Envelope.Current;
        var isPersonal = !isConditional || envelope.Condition;
        var plain = JsonSerializer.SerializeToUtf8Bytes(value, TypeInfo(options));
        // A plain value that looks like an envelope would not be read back as itself.
        if (isPersonal || Envelope.Looks(plain)) envelope.Write(writer, plain);
        else writer.WriteRawValue(plain, skipInputValidation: true);
    }

    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (!Envelope.IsAt(reader)) return JsonSerializer.Deserialize(ref reader, TypeInfo(options));
        return Envelope.Current.Read(ref reader) is { } plain ? JsonSerializer.Deserialize(plain, TypeInfo(options)) : Forgotten(options);
    }

    private static T? Forgotten(JsonSerializerOptions options)
    {
        if (typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return TryRead("[]", options);
        return typeof(T).IsValueType ? default : TryRead($"\"{Blackened}\"", options) ?? TryRead("[]", options);
    }

    private static T? TryRead(string json, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize(json, TypeInfo(options));
        }
        catch (JsonException)
        {
            return default; // the type is not written that way
        }
    }

    private static JsonTypeInfo<T> TypeInfo(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
