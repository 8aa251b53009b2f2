using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Types;

/// <summary>A value that its type does not allow, with the way to it inside the variable or argument (<c>.zones[2].name</c>).</summary>
internal sealed class InputException(string path, string message) : Exception(message)
{
    public string Path { get; } = path;

    public string At(string root) => $"{root}{Path}: {Message}";
}

/// <summary>
/// Input coercion (GraphQL, sections 3.5 to 3.12): literals and JSON become values: scalars' own, enum values, lists as <c>object?[]</c>,
/// input objects as <see cref="InputObject"/> with defaults filled in.
/// </summary>
internal static class InputCoercion
{
    public static object? FromJson(SchemaType type, JsonNode? json, string path = "")
    {
        if (type is NonNullType nonNull)
            return json is null ? throw new InputException(path, $"Expected a value of type {type}, found null.") : FromJson(nonNull.Type, json, path);
        if (json is null)
            return null;
        return type switch
        {
            ListType list when json is JsonArray array => array.Select((item, i) => FromJson(list.Item, item, $"{path}[{i}]")).ToArray(),
            ListType list => new[] { FromJson(list.Item, json, path) },
            EnumType enumType => EnumValue(enumType, json is JsonValue value && value.TryGetValue<string>(out var name) ? name : null, json.ToJsonString(), path),
            InputObjectType input => json is JsonObject members
                ? Object(input, members.ToDictionary(member => member.Key, member => member.Value), (field, value) => FromJson(field.Type, value, $"{path}.{field.Name}"), value => value is null, path)
                : throw new InputException(path, $"Expected an object of type {input}, found {Short(json.ToJsonString())}."),
            ScalarType scalar => Read(path, () => scalar.FromJson(json)),
            _ => throw new InvalidOperationException($"Expected an input type but found {type}."),
        };
    }

    /// <summary>Reads a literal; variables are looked up coerced. A variable that is absent makes a list item null and an object field absent.</summary>
    public static object? FromLiteral(SchemaType type, ValueNode literal, IReadOnlyDictionary<string, object?> variables, string path = "")
    {
        if (literal is VariableNode variable)
            return variables.GetValueOrDefault(variable.Name) ?? (type is NonNullType ? throw new InputException(path, $"Expected a value of type {type}, but variable ${variable.Name} is null.") : null);
        if (type is NonNullType nonNull)
            return literal is NullNode ? throw new InputException(path, $"Expected a value of type {type}, found null.") : FromLiteral(nonNull.Type, literal, variables, path);
        if (literal is NullNode)
            return null;
        return type switch
        {
            ListType list when literal is ListNode items => items.Items.Select((item, i) => FromLiteral(list.Item, item, variables, $"{path}[{i}]")).ToArray(),
            ListType list => new[] { FromLiteral(list.Item, literal, variables, path) },
            EnumType enumType => EnumValue(enumType, (literal as EnumNode)?.Name, Printer.Print(literal), path),
            InputObjectType input => literal is ObjectNode node
                ? Object(input, Present(node, variables), (field, value) => FromLiteral(field.Type, value, variables, $"{path}.{field.Name}"), value => value is NullNode || value is VariableNode v && variables.GetValueOrDefault(v.Name) is null, path)
                : throw new InputException(path, $"Expected an object of type {input}, found {Short(Printer.Print(literal))}."),
            ScalarType { Name: "JSON" } when literal is ListNode or ObjectNode => Read(path, () => Scalars.Written(LiteralJson.Of(literal, name => variables.GetValueOrDefault(name) is JsonNode node ? node.DeepClone() : JsonSerializer.SerializeToNode(variables.GetValueOrDefault(name))))),
            ScalarType scalar => Read(path, () => scalar.FromLiteral(literal)),
            _ => throw new InvalidOperationException($"Expected an input type but found {type}."),
        };
    }

    /// <summary>The value of an argument or field that is not given.</summary>
    public static bool TryDefault(InputValue input, out object? value)
    {
        value = input.Default is null ? null : FromLiteral(input.Type, input.Default, ImmutableDictionary<string, object?>.Empty);
        return input.Default is not null;
    }

    private static Dictionary<string, ValueNode> Present(ObjectNode node, IReadOnlyDictionary<string, object?> variables) =>
        node.Fields.Where(field => field.Value is not VariableNode variable || variables.ContainsKey(variable.Name)).ToDictionary(field => field.Name.Value, field => field.Value);

    private static InputObject Object<T>(InputObjectType type, Dictionary<string, T> given, Func<InputValue, T, object?> coerce, Func<T, bool> isNull, string path)
    {
        if (given.Keys.FirstOrDefault(name => type.Find(name) is null) is { } unknown)
            throw new InputException(path, $"Type {type} has no field {unknown}.{Suggestion.For(unknown, type.Fields.Select(field => field.Name))}");
        if (type.IsOneOf && (given.Count != 1 || isNull(given.Values.Single())))
            throw new InputException(path, $"Expected exactly one field of type {type}, not null.");
        var values = new Dictionary<string, object?>(type.Fields.Count);
        foreach (var field in type.Fields)
        {
            if (given.TryGetValue(field.Name, out var value))
                values.Add(field.Name, coerce(field, value));
            else if (TryDefault(field, out var @default))
                values.Add(field.Name, @default);
            else if (field.Type is NonNullType)
                throw new InputException(path, $"Field {field.Name} of type {field.Type} is missing.");
        }

        return new(type, values);
    }

    private static object EnumValue(EnumType type, string? name, string found, string path) =>
        name is not null && type.Find(name) is { } value ? value.Value
        : throw new InputException(path, $"Expected a value of enum {type}, found {Short(found)}.{(name is null ? "" : Suggestion.For(name, type.Values.Select(v => v.Name)))}");

    private static object? Read(string path, Func<object?> read)
    {
        try
        {
            return read();
        }
        catch (InputException fault)
        {
            throw new InputException(path + fault.Path, fault.Message);
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or OverflowException)
        {
            throw new InputException(path, fault.Message);
        }
    }

    public static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";
}

/// <summary>A coerced input object: only fields that were given or have a default.</summary>
internal sealed record InputObject(InputObjectType Type, IReadOnlyDictionary<string, object?> Values)
{
    public object? this[InputValue field] => Values.TryGetValue(field.Name, out var value) && field.Bind is { } bind ? bind(value) : value;
}

/// <summary>"Did you mean": names at a small edit distance.</summary>
internal static class Suggestion
{
    public static string For(string name, IEnumerable<string> candidates)
    {
        if (name.Length > 64)
            return ""; // no name of ours: comparing would only cost
        var near = candidates.Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
            .Where(candidate => candidate.Distance <= (name.Length * 2 / 5) + 1)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(3).Select(candidate => $"\"{candidate.Name}\"").ToList();
        return near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?";
    }

    /// <summary>Levenshtein distance, ignoring case.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + cost));
            }
        }

        return row[^1];
    }
}
