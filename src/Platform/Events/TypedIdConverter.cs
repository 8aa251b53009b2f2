using System.Text.Json;
using System.Text.Json.Serialization;

namespace Verwaltung.Events;

/// <summary>
/// Writes typed ids (<c>record struct CaseId(Guid Value)</c>) as their value, so that a stored id looks the same whatever type it has in code.
/// </summary>
internal sealed class TypedIdConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert is { IsValueType: true, IsGenericType: false } && typeToConvert.Name.EndsWith("Id", StringComparison.Ordinal)
        && typeToConvert.GetProperty("Value")?.PropertyType == typeof(Guid) && typeToConvert.GetConstructor([typeof(Guid)]) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(OfId<>).MakeGenericType(typeToConvert))!;

    private sealed class OfId<T> : JsonConverter<T>
        where T : struct
    {
        // An instance method of a struct takes it by reference.
        private delegate Guid Getter(ref T id);

        private static readonly Getter ValueOf = typeof(T).GetProperty("Value")!.GetMethod!.CreateDelegate<Getter>();

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (T)Activator.CreateInstance(typeof(T), reader.GetGuid())!;

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(ValueOf(ref value));
    }
}
