using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Types;

/// <summary>The scalars of the specification (section 3.5) and those this project adds, each with where its form is specified.</summary>
internal static class Scalars
{
    public static readonly ScalarType Int = new("Int", ReadInt, json => ReadInt(Number(json, "Int")), value => value switch
    {
        int or short or byte or sbyte or ushort => Convert.ToInt32(value, CultureInfo.InvariantCulture),
        long and >= int.MinValue and <= int.MaxValue => (int)(long)value,
        _ => throw Mismatch("Int", value),
    })
    {
        Description = "A whole number of 32 bits.",
    };

    public static readonly ScalarType Float = new("Float", ReadFloat, json => ReadFloat(Number(json, "Float")), value => value switch
    {
        double number when double.IsFinite(number) => number,
        float number when float.IsFinite(number) => (double)number,
        int or long or short or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => throw Mismatch("Float", value),
    })
    {
        Description = "A number of double precision (IEEE 754).",
    };

    public static readonly ScalarType String = new(
        "String", literal => literal is StringNode text
            ? Written(text.Value)
            : throw Expected("a string", literal), json => Text(json) is { } text
            ? Written(text)
            : throw Expected("a string", json), value => value switch
    {
        string text => text,
        char or bool or int or long or double or decimal => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => throw Mismatch("String", value),
    })
    {
        Description = "A text.",
    };

    public static readonly ScalarType Boolean = new(
        "Boolean",
        literal => literal is BooleanNode boolean ? boolean.Value : throw Expected("true or false", literal),
        json => json is JsonValue value && value.TryGetValue<bool>(out var boolean) ? boolean : throw Expected("true or false", json),
        value => value is bool ? value : throw Mismatch("Boolean", value))
    {
        Description = "True or false.",
    };

    public static readonly ScalarType ID = new(
        "ID",
        literal => literal switch { StringNode text => text.Value, IntNode number => number.Text, _ => throw Expected("an ID", literal) },
        json => Text(json)
            ?? (
                json is JsonValue value && value.GetValueKind() == JsonValueKind.Number && Number(json, "ID") is IntNode number
                    ? number.Text
                    : throw Expected("an ID", json)),
        value => value switch
        {
            string or Guid => value,
            int or long => Convert.ToString(value, CultureInfo.InvariantCulture),
            _ => throw Mismatch("ID", value),
        })
    {
        Description = "Names a thing; opaque to clients.",
    };

    public static readonly ScalarType Uuid = ScalarType.Text<Guid>(
        "UUID", text => Guid.TryParseExact(text, "D", out var id) ? id : null, null,
        "a UUID like \"0198c5e2-…\"", "https://www.rfc-editor.org/rfc/rfc9562", "A UUID.");

    public static readonly ScalarType DateTime = ScalarType.Text<DateTimeOffset>(
        "DateTime", ReadInstant, null, "a date and time with offset like \"2026-11-22T07:00:00Z\"",
        "https://scalars.graphql.org/andimarek/date-time.html", "An instant, with its offset from UTC (RFC 3339).");

    public static readonly ScalarType Date = ScalarType.Text<DateOnly>(
        "Date", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
        null, "a date like \"2026-11-22\"", "https://scalars.graphql.org/andimarek/local-date.html", "A day of the calendar, without time and zone.");

    public static readonly ScalarType Time = ScalarType.Text<TimeOnly>(
        "Time", text => TimeOnly.TryParseExact(text, ["HH:mm:ss", "HH:mm:ss.FFFFFFF"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null,
        time =>
            time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture), "a time like \"07:30:00\"",
            "https://scalars.graphql.org/andimarek/local-time.html", "A time of day, without zone.");

    public static readonly ScalarType Duration = ScalarType.Text<TimeSpan>(
        "Duration", ReadDuration, XmlConvert.ToString, "a duration like \"PT30M\"", "https://www.iso.org/standard/70907.html",
        "A duration of days, hours, minutes and seconds (ISO 8601).");

    public static readonly ScalarType Long = new(
        "Long", ReadLong, json => ReadLong(Number(json, "Long")), value => value is long or int or uint or short
            ? Convert.ToInt64(value, CultureInfo.InvariantCulture)
            : throw Mismatch("Long", value))
    {
        Description = "A whole number of 64 bits.",
    };

    public static readonly ScalarType Decimal = new(
        "Decimal", ReadDecimal, json => ReadDecimal(Number(json, "Decimal")), value => value is decimal or int or long
            ? Convert.ToDecimal(value, CultureInfo.InvariantCulture)
            : throw Mismatch("Decimal", value))
    {
        Description = "A decimal number of up to 28 digits, exact.",
    };

    public static readonly ScalarType Url = new(
        "URL", literal => ReadUrl((literal as StringNode)?.Value), json => ReadUrl(Text(json)), value => value is Uri url
            ? url.ToString()
            : throw Mismatch("URL", value))
    {
        SpecifiedBy = "https://www.rfc-editor.org/rfc/rfc3986",
        Description = "A URL.",
    };

    public static readonly ScalarType Json = new("JSON", literal => Written(LiteralJson.Of(literal)), Written, value => value switch
    {
        JsonNode node => node,
        JsonElement element => JsonSerializer.SerializeToNode(element),
        _ => throw Mismatch("JSON", value),
    })
    {
        SpecifiedBy = "https://www.rfc-editor.org/rfc/rfc8259",
        Description = "Any JSON value. Its numbers are those of Decimal: up to 28 digits.",
    };

    /// <summary>The scalar of a C# type; null when it has none.</summary>
    public static ScalarType? For(Type type) => Types.GetValueOrDefault(type);

    private static readonly Dictionary<Type, ScalarType> Types = new()
    {
        [typeof(int)] = Int,
        [typeof(short)] = Int,
        [typeof(long)] = Long,
        [typeof(double)] = Float,
        [typeof(float)] = Float,
        [typeof(decimal)] = Decimal,
        [typeof(string)] = String,
        [typeof(bool)] = Boolean,
        [typeof(Guid)] = Uuid,
        [typeof(Uri)] = Url,
        [typeof(DateTimeOffset)] = DateTime,
        [typeof(DateOnly)] = Date,
        [typeof(TimeOnly)] = Time,
        [typeof(TimeSpan)] = Duration,
        [typeof(JsonNode)] = Json,
        [typeof(JsonObject)] = Json,
        [typeof(JsonArray)] = Json,
        [typeof(JsonElement)] = Json,
    };

    public static InvalidOperationException Mismatch(string scalar, object value) =>
        new($"Expected a value of {scalar} but found {value.GetType().Name} {value}.");

    /// <summary>A JSON value that can be kept.</summary>
    /// <exception cref="InputException">A text or number in it cannot; its path leads there.</exception>
    public static JsonNode? Written(JsonNode? json)
    {
        Storable(json, "");
        return json;
    }

    private static object ReadInt(ValueNode literal) =>
        literal is IntNode number && int.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Expected("a whole number of 32 bits", literal);

    private static object ReadLong(ValueNode literal) =>
        literal is IntNode number && long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Expected("a whole number of 64 bits", literal);

    private static object ReadFloat(ValueNode literal) =>
        Digits(literal) is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Expected("a number", literal);

    private static object ReadDecimal(ValueNode literal) =>
        Digits(literal) is { } text && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Expected("a decimal number", literal);

    private static string? Digits(ValueNode literal) => literal switch { IntNode number => number.Text, FloatNode number => number.Text, _ => null };

    /// <summary>A JSON number as a literal: whole when it has no fraction, as 1.0 is a whole number in JSON.</summary>
    private static ValueNode Number(JsonNode? json, string scalar)
    {
        if (json is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
            throw Expected($"a number ({scalar})", json);
        var text = value.ToJsonString();
        return text.AsSpan().ContainsAny(".eE")
            && !(decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && exact == decimal.Truncate(exact))
            ? new FloatNode(text)
            : new IntNode(
                text.AsSpan().ContainsAny(".eE")
                    ? decimal.Truncate(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture)
                    : text);
    }

    private static string? Text(JsonNode? json) => json is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>PostgreSQL stores no U+0000, and nobody types one.</summary>
    private static string Written(string text) =>
        text.Contains('\0', StringComparison.Ordinal) ? throw new FormatException("A text holds no character U+0000.") : text;

    private static void Storable(JsonNode? json, string path)
    {
        switch (json)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                    Storable(value, $"{path}.{Within(path, () => Written(name))}");
                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                    Storable(items[i], $"{path}[{i}]");
                break;
            case JsonValue text when text.TryGetValue<string>(out var written):
                Within(path, () => Written(written));
                break;
            case JsonValue number when number.GetValueKind() == JsonValueKind.Number:
                Within(path, () => ReadDecimal(new FloatNode(number.ToJsonString())));
                break;
        }
    }

    private static T Within<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException fault)
        {
            throw new InputException(path, fault.Message);
        }
    }

    private static object ReadUrl(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : throw new FormatException("Expected an absolute URL.");

    private static DateTimeOffset? ReadInstant(string text) =>
        text.Length >= 20 && text[10] is 'T' or 't' && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-')
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant) ? instant : null;

    private static TimeSpan? ReadDuration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            return null; // the caller says what was expected
        }
    }

    private static FormatException Expected(string what, ValueNode literal) => new($"Expected {what}, found {InputCoercion.Short(Printer.Print(literal))}.");

    private static FormatException Expected(string what, JsonNode? json) =>
        new($"Expected {what}, found {InputCoercion.Short(json?.ToJsonString() ?? "null")}.");
}
