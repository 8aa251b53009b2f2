using System.Collections.Frozen;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl;

/// <summary>The schema, built once from the registered types.</summary>
public sealed class GraphQlSchema
{
    private readonly FrozenDictionary<Type, ObjectType> byClrType;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Type, ObjectType?> derived = [];

    internal GraphQlSchema(ObjectType query, ObjectType? mutation, IEnumerable<NamedType> types, ObjectType? subscription = null)
    {
        (Query, Mutation, Subscription) = (query, mutation, subscription);
        var all = types.Concat(Introspection.Types).DistinctBy(type => type.Name).ToList();
        Types = all.ToFrozenDictionary(type => type.Name);
        byClrType = all.OfType<ObjectType>()
            .Where(type => type.ClrType is not null && type.ClrType != typeof(Payload))
            .ToFrozenDictionary(type => type.ClrType!);
    }

    internal ObjectType Query { get; }

    internal ObjectType? Mutation { get; }

    internal ObjectType? Subscription { get; }

    internal FrozenDictionary<string, NamedType> Types { get; }

    internal IReadOnlyList<DirectiveDefinition> Directives { get; init; } = [.. Introspection.Directives, CostDirectives.Cost, CostDirectives.ListSize];

    internal DirectiveDefinition? FindDirective(string name) => Directives.FirstOrDefault(known => known.Name == name);

    /// <summary>Builds the schema from the types added to the options.</summary>
    /// <exception cref="SchemaException">The types do not make a valid schema.</exception>
    public static GraphQlSchema Build(GraphQlOptions options) => new SchemaBuilder(options).Build();

    /// <summary>
    /// The schema in the schema definition language: types in the order of their names, members in the order they were declared; the same types
    /// always print the same text.
    /// </summary>
    public string Print() => SchemaPrinter.Print(this);

    /// <summary>The object type of a value: of its C# type or the nearest base of it.</summary>
    internal ObjectType? TypeOf(object value) => derived.GetOrAdd(value.GetType(), static (type, known) =>
    {
        for (var current = type; current is not null; current = current.BaseType)
            if (known.TryGetValue(current, out var found))
                return found;
        return null;
    }, byClrType);
}

/// <summary>The registered types do not make a valid schema; the message names the member and the reason.</summary>
public sealed class SchemaException(string message) : Exception(message);
