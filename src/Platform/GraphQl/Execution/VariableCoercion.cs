using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Execution;

/// <summary>CoerceVariableValues (GraphQL, section 6.1.2).</summary>
internal static class VariableCoercion
{
    /// <summary>More than a person reads.</summary>
    private const int MaxErrors = 50;

    public static Dictionary<string, object?> Read(GraphQlSchema schema, OperationNode operation, JsonObject? given, List<GraphQlError> errors)
    {
        var values = new Dictionary<string, object?>(operation.Variables.Length);
        foreach (var variable in operation.Variables)
        {
            var (name, type) = (variable.Variable.Name, TypeReferences.Find(schema, variable.Type)!);
            var faults = new List<InputException>();
            if (given is not null && given.TryGetPropertyValue(name, out var value))
                values.Add(name, InputCoercion.FromJson(type, value, faults));
            else if (variable.Default is { } @default)
                values.Add(name, InputCoercion.FromLiteral(type, @default, ImmutableDictionary<string, object?>.Empty)); // valid, or the document were not
            else if (type is NonNullType)
                faults.Add(new("", $"A value of type {type} is missing."));
            errors.AddRange(
                faults.Take(MaxErrors - errors.Count)
                    .Select(fault => new GraphQlError($"Variable {fault.At("$" + name)}", [variable.Location], [], ErrorCodes.BadUserInput)));
        }

        return values;
    }
}

/// <summary>Type references of documents as types of the schema.</summary>
internal static class TypeReferences
{
    public static SchemaType? Find(GraphQlSchema schema, TypeNode node) => node switch
    {
        NonNullTypeNode nonNull => Find(schema, nonNull.Type) is { } type ? new NonNullType(type) : null,
        ListTypeNode list => Find(schema, list.Item) is { } item ? new ListType(item) : null,
        NamedTypeNode named => schema.Types.GetValueOrDefault(named.Name),
        _ => null,
    };
}
