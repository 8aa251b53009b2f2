using System.Text.Json;
using System.Text.Json.Nodes;
using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Types;

/// <summary>
/// A scalar: reads literals and JSON into a value, writes values as JSON.
/// A read that throws <see cref="FormatException"/> is an input error.
/// </summary>
internal sealed class ScalarType : NamedType
{
    private readonly Func<ValueNode, object?> fromLiteral;
    private readonly Func<JsonNode?, object?> fromJson;
    private readonly Func<object, object?> serialize;

    public ScalarType(string name, Func<ValueNode, object?> fromLiteral, Func<JsonNode?, object?> fromJson, Func<object, object?> serialize)
        : base(name) => (this.fromLiteral, this.fromJson, this.serialize) = (fromLiteral, fromJson, serialize);

    public string? SpecifiedBy { get; init; }

    /// <summary>The C# type of its values, for scalars that modules add.</summary>
    public Type? ClrType { get; init; }

    /// <summary>One of the five that every schema knows (section 3.5).</summary>
    public bool IsBuiltIn => Name is "Int" or "Float" or "String" or "Boolean" or "ID";

    public object? FromLiteral(ValueNode literal) => fromLiteral(literal);

    public object? FromJson(JsonNode? value) => fromJson(value);

    /// <summary>The value in the response, of a type that <see cref="ResponseWriter"/> writes.</summary>
    public object? Serialize(object value) => serialize(value);

    public static ScalarType Custom<T>(string name, Func<T, JsonNode?> write, Func<JsonNode?, T> read, string? specifiedBy, string? description) =>
        new(name, literal => read(LiteralJson.Of(literal)), json => read(json), value => write((T)value))
        {
            ClrType = typeof(T),
            SpecifiedBy = specifiedBy,
            Description = description,
        };

    /// <summary>
    /// A scalar whose form in documents and JSON is a string; <paramref name="print"/> is null when <see cref="ResponseWriter"/> writes values of the type.
    /// </summary>
    public static ScalarType Text<T>(string name, Func<string, T?> parse, Func<T, string>? print, string form, string? specifiedBy, string description)
        where T : struct
    {
        return new(
            name,
            literal => literal is StringNode text ? Parse(text.Value) : throw new FormatException($"Expected {form}."),
            json => json is JsonValue value && value.TryGetValue<string>(out var text) ? Parse(text) : throw new FormatException($"Expected {form}."),
            value => value is T typed ? print?.Invoke(typed) ?? value : throw Scalars.Mismatch(name, value))
        {
            SpecifiedBy = specifiedBy,
            Description = description,
        };

        object Parse(string text) => parse(text) ?? throw new FormatException($"Expected {form}, found {JsonSerializer.Serialize(text)}.");
    }
}

/// <summary>Literals as JSON, for scalars of any form.</summary>
internal static class LiteralJson
{
    public static JsonNode? Of(ValueNode literal, Func<string, JsonNode?>? variable = null) => literal switch
    {
        NullNode => null,
        IntNode number => JsonNode.Parse(number.Text),
        FloatNode number => JsonNode.Parse(number.Text),
        StringNode text => JsonValue.Create(text.Value),
        BooleanNode boolean => JsonValue.Create(boolean.Value),
        EnumNode name => JsonValue.Create(name.Name),
        ListNode list => new JsonArray([.. list.Items.Select(item => Of(item, variable))]),
        ObjectNode node => new JsonObject(node.Fields.Select(field => KeyValuePair.Create(field.Name.Value, Of(field.Value, variable)))),
        VariableNode node when variable is not null => variable(node.Name),
        _ => throw new FormatException("Expected a value without variables."),
    };
}
