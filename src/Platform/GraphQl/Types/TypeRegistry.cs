using System.Reflection;

namespace Verwaltung.GraphQl.Types;

/// <summary>The named types made so far, by name and by the C# type behind them.</summary>
internal sealed class TypeRegistry
{
    private readonly Dictionary<string, NamedType> byName = [];
    private readonly Dictionary<Type, NamedType> outputs = [];
    private readonly Dictionary<Type, NamedType> inputs = [];
    private readonly Dictionary<Type, ScalarType> custom = [];

    public IReadOnlyDictionary<string, NamedType> ByName => byName;

    /// <summary>Adds a type under its name; a second type of that name is refused.</summary>
    public T Add<T>(T type)
        where T : NamedType
    {
        if (!byName.TryAdd(type.Name, type) && byName[type.Name] != type)
            throw new SchemaException($"Two types are called {type.Name}; give one of them another name with [ObjectType].");
        if (type.Name.StartsWith("__", StringComparison.Ordinal) && !Introspection.IsIntrospectionType(type))
            throw new SchemaException($"Type {type.Name} starts with two underscores, which belong to introspection.");
        return type;
    }

    public void AddScalar(ScalarType scalar)
    {
        custom[scalar.ClrType!] = scalar;
        byName.TryAdd(scalar.Name, scalar);
    }

    public NamedType? FindOutput(Type type) => outputs.GetValueOrDefault(type);

    public void AddOutput(Type type, NamedType made) => outputs.Add(type, Add(made));

    public NamedType? FindInput(Type type) => inputs.GetValueOrDefault(type);

    public void AddInput(Type type, NamedType made) => inputs.Add(type, Add(made));

    /// <summary>The scalar of a C# type, also of a typed id; null when it has none.</summary>
    public ScalarType? Leaf(Type type)
    {
        var scalar = custom.GetValueOrDefault(type)
            ?? Scalars.For(type)
            ?? (ValueStruct.Of(type) is { } wrapped ? wrapped.IsId ? Scalars.ID : Scalars.For(wrapped.Value.PropertyType) : null);
        return scalar is null ? null : (ScalarType)(byName.TryAdd(scalar.Name, scalar) ? scalar : byName[scalar.Name]);
    }

    public EnumType Enum(Type type, Descriptions descriptions)
    {
        if (outputs.TryGetValue(type, out var known))
            return (EnumType)known;
        var values = type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(value => !value.IsDefined(typeof(GraphQLIgnoreAttribute)))
            .Select(value => new EnumValue(Naming.OfEnumValue(value), value.GetValue(null)!, descriptions.Of(value)));
        var made = new EnumType(Naming.Of(type), [.. values]) { Description = descriptions.Of(type) };
        AddOutput(type, made);
        return made;
    }
}
