using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Types;

/// <summary>A value that its type does not allow, with the way to it inside the variable or argument (<c>.zones[2].name</c>).</summary>
internal sealed class InputException(string path, string message) : Exception(message)
{
    public string Path { get; } = path;

    /// <summary>The place of the literal or variable in the document; null for values in JSON.</summary>
    public SourceLocation? Location { get; init; }

    public string At(string root) => $"{root}{Path}: {Message}";
}

/// <summary>
/// Input coercion (GraphQL, sections 3.5 to 3.12): literals and JSON become values: scalars' own, enum values, lists as <c>object?[]</c>,
/// input objects as <see cref="InputObject"/> with defaults filled in.
/// </summary>
internal static class InputCoercion
{
    /// <summary>Reads JSON. Everything that is wrong is added to <paramref name="faults"/>: whoever filled a form wants to know it all at once.</summary>
    public static object? FromJson(SchemaType type, JsonNode? json, List<InputException> faults, string path = "")
    {
        if (json is null)
            return type is NonNullType ? Fault($"Expected a value of type {type}, found null.") : null;
        switch (type.Nullable)
        {
            case ListType list when json is JsonArray array:
                return array.Select((item, i) => FromJson(list.Item, item, faults, $"{path}[{i}]")).ToArray();
            case ListType list:
                return new[] { FromJson(list.Item, json, faults, path) };
            case InputObjectType input:
                return json is JsonObject members
                    ? JsonInput.Object(input, members, faults, path)
                    : Fault($"Expected an object of type {input}, found {Short(json.ToJsonString())}.");
        }

        try
        {
            return type.Nullable is EnumType enumType
                ? EnumValue(enumType, json is JsonValue value && value.TryGetValue<string>(out var name) ? name : null, json.ToJsonString(), path, null)
                : Read(path, null, () => ((ScalarType)type.Nullable).FromJson(json));
        }
        catch (InputException fault)
        {
            faults.Add(fault);
            return null;
        }

        object? Fault(string message)
        {
            faults.Add(new(path, message));
            return null;
        }
    }

    /// <summary>Reads a literal; variables are looked up coerced. A variable that is absent makes a list item null and an object field absent.</summary>
    public static object? FromLiteral(SchemaType type, ValueNode literal, IReadOnlyDictionary<string, object?> variables, string path = "")
    {
        if (literal is VariableNode variable)
            return variables.GetValueOrDefault(variable.Name)
                ?? (type is NonNullType ? throw Fault(literal, path, $"Expected a value of type {type}, but variable ${variable.Name} is null.") : null);
        if (type is NonNullType nonNull)
            return literal is NullNode
                ? throw Fault(literal, path, $"Expected a value of type {type}, found null.")
                : FromLiteral(nonNull.Type, literal, variables, path);
        if (literal is NullNode)
            return null;
        return type switch
        {
            ListType list when literal is ListNode items => items.Items.Select((item, i) => FromLiteral(list.Item, item, variables, $"{path}[{i}]")).ToArray(),
            ListType list => new[] { FromLiteral(list.Item, literal, variables, path) },
            EnumType enumType => EnumValue(enumType, (literal as EnumNode)?.Name, Printer.Print(literal), path, literal.Location),
            InputObjectType input => literal is ObjectNode node
                ? Object(input, node, variables, path)
                : throw Fault(literal, path, $"Expected an object of type {input}, found {Short(Printer.Print(literal))}."),
            ScalarType { Name: "JSON" } when literal is ListNode or ObjectNode =>
                Read(
                    path, literal.Location, () =>
                        Scalars.Written(
                            LiteralJson.Of(
                                literal, name => variables.GetValueOrDefault(name) is JsonNode node
                                    ? node.DeepClone()
                                    : JsonSerializer.SerializeToNode(variables.GetValueOrDefault(name))))),
            ScalarType scalar => Read(path, literal.Location, () => scalar.FromLiteral(literal)),
            _ => throw new InvalidOperationException($"Expected an input type but found {type}."),
        };
    }

    /// <summary>The value of an argument or field that is not given.</summary>
    public static bool TryDefault(InputValue input, out object? value)
    {
        value = input.Default is null ? null : FromLiteral(input.Type, input.Default, ImmutableDictionary<string, object?>.Empty);
        return input.Default is not null;
    }

    private static InputObject Object(InputObjectType type, ObjectNode node, IReadOnlyDictionary<string, object?> variables, string path)
    {
        if (node.Fields.FirstOrDefault(field => type.Find(field.Name.Value) is null) is { } unknown)
            throw Fault(
                unknown, path, $"Type {type} has no field {unknown.Name.Value}.{Suggestion.For(unknown.Name.Value, type.Fields.Select(field => field.Name))}");
        var values = new Dictionary<string, object?>(type.Fields.Count);
        foreach (var field in type.Fields)
        {
            var given = node.Fields.FirstOrDefault(candidate => candidate.Name.Value == field.Name)?.Value;
            if (given is not (null or VariableNode) || (given is VariableNode variable && variables.ContainsKey(variable.Name)))
                values.Add(field.Name, FromLiteral(field.Type, given, variables, $"{path}.{field.Name}"));
            else if (TryDefault(field, out var @default))
                values.Add(field.Name, @default);
            else if (field.Type is NonNullType)
                throw Fault((Node?)given ?? node, path, $"Field {field.Name} of type {field.Type} is missing.");
        }

        if (type.IsOneOf && (node.Fields.Length != 1 || values.Count != 1 || values.Values.Single() is null))
            throw Fault(node, path, $"Expected exactly one field of type {type}, not null.");
        return new(type, values);
    }

    private static InputException Fault(Node place, string path, string message) => new(path, message) { Location = place.Location };

    private static object EnumValue(EnumType type, string? name, string found, string path, SourceLocation? location) =>
        name is not null && type.Find(name) is { } value ? value.Value
        : throw new InputException(
            path,
            $"Expected a value of enum {type}, found {Short(found)}."
            + (name is null ? "" : Suggestion.For(name, type.Values.Select(v => v.Name))))
        { Location = location };

    private static object? Read(string path, SourceLocation? location, Func<object?> read)
    {
        try
        {
            return read();
        }
        catch (InputException fault)
        {
            throw new InputException(path + fault.Path, fault.Message) { Location = location };
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or OverflowException)
        {
            throw new InputException(path, fault.Message) { Location = location };
        }
    }

    public static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";
}

/// <summary>Input objects in JSON (section 3.10).</summary>
internal static class JsonInput
{
    public static InputObject Object(InputObjectType type, JsonObject given, List<InputException> faults, string path)
    {
        var values = new Dictionary<string, object?>(type.Fields.Count);
        foreach (var field in type.Fields)
        {
            if (given.TryGetPropertyValue(field.Name, out var value))
                values.Add(field.Name, InputCoercion.FromJson(field.Type, value, faults, $"{path}.{field.Name}"));
            else if (InputCoercion.TryDefault(field, out var @default))
                values.Add(field.Name, @default);
            else if (field.Type is NonNullType)
                faults.Add(new(path, $"Field {field.Name} of type {field.Type} is missing."));
        }

        faults.AddRange(
            given.Where(member => type.Find(member.Key) is null)
                .Select(
                    member =>
                        new InputException(
                            path, $"Type {type} has no field {member.Key}.{Suggestion.For(member.Key, type.Fields.Select(field => field.Name))}")));
        if (type.IsOneOf)
            CheckOneOf(type, [.. given.Where(member => type.Find(member.Key) is not null)], faults, path);
        return new(type, values);
    }

    private static void CheckOneOf(InputObjectType type, List<KeyValuePair<string, JsonNode?>> known, List<InputException> faults, string path)
    {
        if (known.Count != 1)
            faults.Add(new(path, $"Expected exactly one field of type {type}, found {known.Count}."));
        if (known is [{ Key: var name, Value: null }, ..])
            faults.Add(new($"{path}.{name}", $"Expected exactly one field of type {type}, not null."));
    }
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
