namespace Verwaltung.GraphQl.Types;

/// <summary>Output types made from C# types.</summary>
internal sealed class OutputTypes(TypeRegistry registry, Descriptions descriptions, Action<ObjectType> complete)
{
    public TypeRegistry Registry => registry;

    public SchemaType Of(ClrUse use, bool isId = false)
    {
        SchemaType type = isId && !use.IsList(out _) ? registry.Add(Scalars.ID)
            : registry.Leaf(use.Type) is { } leaf ? leaf
            : use.IsGeneric(typeof(Connection<>)) ? Connection(ClrUse.Of(use.Info.GenericTypeArguments[0]))
            : use.IsList(out var item) ? new ListType(Of(item, isId))
            : Named(use.Type);
        return use.IsNullable ? type : new NonNullType(type);
    }

    public NamedType Named(Type type) =>
        registry.FindOutput(type)
        ?? (type.IsEnum ? registry.Enum(type, descriptions)
        : type.IsAbstract || type.IsInterface ? throw new SchemaException($"{type.Name} is abstract: keep the member out of the schema with [GraphQLIgnore].")
        : type.Namespace is "System" or "Microsoft"
            || type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true
            || typeof(Delegate).IsAssignableFrom(type)
            ? throw new SchemaException(
                $"{type} has no type in the schema: register a scalar with AddScalar, or keep the member out of the schema with [GraphQLIgnore].")
        : Object(type));

    public ObjectType Object(Type type)
    {
        if (registry.FindOutput(type) is ObjectType known)
            return known;
        var made = new ObjectType(Naming.Of(type)) { ClrType = type, Description = descriptions.Of(type) };
        registry.AddOutput(type, made);
        complete(made);
        return made;
    }

    public ObjectType Connection(ClrUse item)
    {
        var itemType = Of(item);
        var name = itemType.Named.Name;
        if (registry.ByName.TryGetValue(name + "Connection", out var known))
            return (ObjectType)known;
        return registry.Add(ConnectionTypes.Make(name, itemType, Named(typeof(PageInfo)), item.Type, registry));
    }
}

/// <summary>Covariance of output types (section 3.6, IsValidImplementationFieldType) and where types meet.</summary>
internal static class Subtypes
{
    public static bool IsSubtype(SchemaType type, SchemaType super) => (type, super) switch
    {
        (NonNullType a, NonNullType b) => IsSubtype(a.Type, b.Type),
        (NonNullType a, _) => IsSubtype(a.Type, super),
        (_, NonNullType) => false,
        (ListType a, ListType b) => IsSubtype(a.Item, b.Item),
        (NamedType a, NamedType b) => a == b
            || (b is IAbstractType and not null && PossibleOf(b).Contains(a))
            || (a is InterfaceType sub && b is InterfaceType over && over.SubInterfaces.Contains(sub)),
        _ => false,
    };

    /// <summary>The object types that a value of this type may have.</summary>
    public static IReadOnlyList<ObjectType> PossibleOf(NamedType type) => type switch
    {
        ObjectType one => [one],
        IAbstractType many => many.PossibleTypes,
        _ => [],
    };

    public static bool Overlap(NamedType a, NamedType b) => a == b || PossibleOf(a).Intersect(PossibleOf(b)).Any();

    public static bool AreSame(SchemaType a, SchemaType b) => (a, b) switch
    {
        (NonNullType x, NonNullType y) => AreSame(x.Type, y.Type),
        (ListType x, ListType y) => AreSame(x.Item, y.Item),
        _ => a == b,
    };
}
