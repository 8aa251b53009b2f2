using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Verwaltung.Events;

/// <summary>
/// Names what a snapshot can be read by: the fields of the aggregate and of all that is in it, and the very build of the code that folds
/// events into them. After an upgrade nothing old is read, however small the change was.
/// </summary>
internal sealed class SnapshotSchema
{
    private readonly SortedDictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _builds = new(StringComparer.Ordinal);
    private readonly JsonSerializerOptions _json;

    private SnapshotSchema(JsonSerializerOptions json) => _json = json;

    /// <summary>SHA-256 in hexadecimal.</summary>
    /// <exception cref="InvalidOperationException">Something in the aggregate may be of several types: it could not be read back.</exception>
    public static string Of(Type aggregate, JsonSerializerOptions json)
    {
        var schema = new SnapshotSchema(json);
        schema.Visit(aggregate, aggregate);
        var text = string.Join('\n', schema._types.Select(type => $"{type.Key} {type.Value}").Concat(schema._builds));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private void Visit(Type type, Type inside)
    {
        if (type.IsGenericParameter || _types.ContainsKey(type.ToString())) return;
        _types[type.ToString()] = "";
        foreach (var part in type.GenericTypeArguments) Visit(part, inside);
        if (type.GetElementType() is { } item) Visit(item, inside);
        if (type == typeof(object)) throw new InvalidOperationException($"Expected {inside} to say what it holds, but a field of it is an object.");
        if (!SnapshotJson.IsByFields(type)) return;
        _builds.Add(type.Module.ModuleVersionId.ToString());
        if (HasOwnJson(type)) return;
        if (!type.IsSealed) throw new InvalidOperationException($"Expected {type} in {inside} to be sealed, because a snapshot does not say which of several types a value has.");
        var fields = SnapshotJson.FieldsOf(type).ToList();
        _types[type.ToString()] = string.Join(", ", fields.Select(field => $"{field.Name}: {field.FieldType}"));
        foreach (var field in fields) Visit(field.FieldType, type);
    }

    private bool HasOwnJson(Type type) =>
        type.IsEnum || type.IsDefined(typeof(JsonConverterAttribute), inherit: true) || _json.Converters.Any(converter => converter.CanConvert(type));
}
