using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Verwaltung.GraphQl.Execution;

namespace Verwaltung.GraphQl;

/// <summary>Writes responses (GraphQL, section 7): errors first, so that they are seen when reading along.</summary>
internal static class ResponseWriter
{
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(Utf8JsonWriter writer, ExecutionResult result)
    {
        writer.WriteStartObject();
        if (!result.Errors.IsEmpty)
        {
            writer.WriteStartArray("errors");
            foreach (var error in result.Errors)
                Write(writer, error);
            writer.WriteEndArray();
        }

        if (!result.IsRequestError)
        {
            writer.WritePropertyName("data");
            Write(writer, result.Data);
        }

        if (result.Cost is { } cost)
            Write(writer, cost);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, (long Operation, int Limit) cost)
    {
        writer.WriteStartObject("extensions");
        writer.WriteStartObject("cost");
        writer.WriteNumber("operation", cost.Operation);
        writer.WriteNumber("limit", cost.Limit);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, GraphQlError error)
    {
        writer.WriteStartObject();
        writer.WriteString("message", error.Message);
        if (!error.Locations.IsDefaultOrEmpty)
        {
            writer.WriteStartArray("locations");
            foreach (var location in error.Locations)
            {
                writer.WriteStartObject();
                writer.WriteNumber("line", location.Line);
                writer.WriteNumber("column", location.Column);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (!error.Path.IsDefaultOrEmpty)
        {
            writer.WriteStartArray("path");
            foreach (var segment in error.Path)
                Write(writer, segment);
            writer.WriteEndArray();
        }

        writer.WriteStartObject("extensions");
        writer.WriteString("code", error.Code);
        if (error.TraceId is not null)
            writer.WriteString("traceId", error.TraceId);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case ResultObject result:
                writer.WriteStartObject();
                for (var i = 0; i < result.Fields.Length; i++)
                {
                    writer.WritePropertyName(result.Fields[i].Name);
                    Write(writer, result.Values[i]);
                }

                writer.WriteEndObject();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool boolean:
                writer.WriteBooleanValue(boolean);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case Guid id:
                writer.WriteStringValue(id);
                break;
            case DateTimeOffset { Offset.Ticks: 0 } instant:
                writer.WriteStringValue(instant.UtcDateTime); // with Z instead of +00:00
                break;
            case DateTimeOffset instant:
                writer.WriteStringValue(instant);
                break;
            case DateOnly date:
                Write(writer, date);
                break;
            case JsonNode node:
                node.WriteTo(writer);
                break;
            case ResultList list:
                writer.WriteStartArray();
                foreach (var item in list.Values)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                throw new InvalidOperationException($"Expected a value of the response but found {value.GetType().Name}.");
        }
    }

    private static void Write(Utf8JsonWriter writer, DateOnly date)
    {
        Span<byte> text = stackalloc byte[10];
        date.TryFormat(text, out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}
