using System.Collections.Immutable;
using System.Reflection;
using Verwaltung.GraphQl.Execution;

namespace Verwaltung.GraphQl.Types;

/// <summary>The inputs <c>where: XFilterInput</c> and <c>order: [XSortInput!]</c> and what they mean.</summary>
internal sealed class FilterTypes(TypeRegistry registry, InputTypes inputs, Descriptions descriptions, GraphQlOptions options)
{
    private static readonly ImmutableArray<(string Name, FilterOperator Operator)> Operators =
    [
        ("eq", FilterOperator.Equal), ("neq", FilterOperator.NotEqual), ("in", FilterOperator.In), ("nin", FilterOperator.NotIn),
        ("gt", FilterOperator.Greater), ("gte", FilterOperator.GreaterOrEqual), ("lt", FilterOperator.Less), ("lte", FilterOperator.LessOrEqual),
        ("contains", FilterOperator.Contains), ("startsWith", FilterOperator.StartsWith), ("endsWith", FilterOperator.EndsWith),
    ];

    private readonly Dictionary<string, ImmutableArray<string>> made = [];

    /// <summary>
    /// Adds the arguments that the method's attributes ask for, and hands them to its <see cref="Filter{T}"/> and <see cref="Sorting{T}"/>
    /// parameters.
    /// </summary>
    public void Add(MethodInfo method, ClrUse item, ParameterBinding binding)
    {
        if (method.GetCustomAttribute<UseFilteringAttribute>() is { } filtering)
            AddWhere(filtering, item.Type, binding);
        if (method.GetCustomAttribute<UseSortingAttribute>() is { } sorting)
            AddOrder(sorting, item.Type, binding);
    }

    private void AddWhere(UseFilteringAttribute attribute, Type item, ParameterBinding binding)
    {
        var properties = Chosen(item, attribute.Properties, nullable: true);
        var type = FilterInput(item, properties);
        var byField = properties.ToDictionary(Naming.Of);
        var index = binding.Add(new("where", type) { Description = "Only items that match." });
        Supply(
            typeof(Filter<>), item, binding, context =>
                [context.Arguments[index] is InputObject input ? FilterReader.Read(input, byField, this, options.MaxFilterValues) : null]);
    }

    private void AddOrder(UseSortingAttribute attribute, Type item, ParameterBinding binding)
    {
        var properties = Chosen(item, attribute.Properties, nullable: false);
        var type = SortInput(item, properties);
        var byField = properties.ToDictionary(Naming.Of);
        var index = binding.Add(new("order", new ListType(new NonNullType(type))) { Description = "Sort keys, first key first, all in one direction." });
        Supply(typeof(Sorting<>), item, binding, context =>
        {
            var (keys, descending) = FilterReader.Order(context.Arguments[index] as object?[] ?? [], byField);
            return [keys, descending];
        });
    }

    /// <summary>Makes the parameter's record of the arguments that <paramref name="read"/> finds.</summary>
    private static void Supply(Type wrapper, Type item, ParameterBinding binding, Func<ResolverContext, object?[]> read)
    {
        var type = wrapper.MakeGenericType(item);
        var constructor = ConstructorInvoker.Create(
            type.GetConstructors().Single(candidate => candidate.GetParameters() is not [var only] || only.ParameterType != type));
        binding.Supply<object>(type, context => constructor.Invoke(read(context).AsSpan()));
    }

    private ImmutableArray<PropertyInfo> Chosen(Type item, IReadOnlyList<string> names, bool nullable)
    {
        if (names.Count > 0)
            return [.. names.Select(name => item.GetProperty(name) ?? throw new SchemaException($"{item.Name} has no property {name} to filter or sort by."))];
        return [.. Members.Properties(item).Where(property => LeafOf(property) is not null && (nullable || Use(property) is { IsNullable: false }))];
    }

    private static ClrUse Use(PropertyInfo property) => ClrUse.Of(new NullabilityInfoContext().Create(property));

    private NamedType? LeafOf(PropertyInfo property)
    {
        var type = Use(property).Type;
        return property.IsDefined(typeof(IDAttribute))
            ? Scalars.ID
            : registry.Leaf(type) is { Name: not "JSON" } leaf
            ? leaf
            : type.IsEnum
            ? registry.Enum(type, descriptions)
            : null;
    }

    private InputObjectType FilterInput(Type item, ImmutableArray<PropertyInfo> properties)
    {
        var name = Naming.Of(item) + "FilterInput";
        if (Known(name, properties) is { } known)
            return known;
        var type = registry.Add(new InputObjectType(name) { Description = $"A condition on {Naming.Of(item)}: all that is given must hold." });
        type.Add(new("and", new ListType(new NonNullType(type))) { Description = "All of these hold." });
        type.Add(new("or", new ListType(new NonNullType(type))) { Description = "At least one of these holds." });
        foreach (var property in properties)
            type.Add(
                new(Naming.Of(property), Operations(LeafOf(property) ?? throw new SchemaException($"{item.Name}.{property.Name} cannot be filtered by.")))
                {
                    Description = descriptions.Of(property),
                });
        return type;
    }

    private InputObjectType SortInput(Type item, ImmutableArray<PropertyInfo> properties)
    {
        var name = Naming.Of(item) + "SortInput";
        if (Known(name, properties) is { } known)
            return known;
        var type = registry.Add(new InputObjectType(name) { Description = $"A sort key of {Naming.Of(item)}.", IsOneOf = true });
        foreach (var property in properties)
            type.Add(new(Naming.Of(property), registry.Enum(typeof(SortDirection), descriptions)) { Description = descriptions.Of(property) });
        return type;
    }

    private InputObjectType? Known(string name, ImmutableArray<PropertyInfo> properties)
    {
        ImmutableArray<string> names = [.. properties.Select(property => property.Name)];
        if (made.TryAdd(name, names))
            return null;
        return made[name].SequenceEqual(names)
            ? (InputObjectType)registry.ByName[name]
            : throw new SchemaException($"Two fields want {name} over different properties; name the same ones on both.");
    }

    /// <summary>The comparisons that a type allows: all types equality, ordered ones order, texts parts.</summary>
    private InputObjectType Operations(NamedType leaf)
    {
        var name = Naming.PascalCase(leaf.Name.All(char.IsUpper) ? leaf.Name[0] + leaf.Name[1..].ToLowerInvariant() : leaf.Name) + "OperationFilterInput";
        if (registry.ByName.TryGetValue(name, out var known))
            return (InputObjectType)known;
        var type = registry.Add(new InputObjectType(name) { Description = $"Comparisons with a value of {leaf.Name}; all that are given must hold." });
        var isText = leaf == Scalars.String;
        var isOrdered = leaf is ScalarType && leaf != Scalars.Boolean && leaf != Scalars.ID && leaf != Scalars.Uuid && !isText;
        foreach (var (operation, kind) in Operators)
            if (kind <= FilterOperator.NotIn
                || (isOrdered && kind is >= FilterOperator.Greater and <= FilterOperator.LessOrEqual)
                || (isText && kind >= FilterOperator.Contains))
                type.Add(new(operation, kind is FilterOperator.In or FilterOperator.NotIn ? new ListType(leaf) : leaf));
        return type;
    }

    public object? Bind(PropertyInfo property, object? value) => inputs.Binder(Use(property))(value);

    public static FilterOperator Operator(string name) => Operators.First(candidate => candidate.Name == name).Operator;
}
