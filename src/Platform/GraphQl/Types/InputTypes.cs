using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using Verwaltung.GraphQl.Language;

namespace Verwaltung.GraphQl.Types;

/// <summary>Input types and arguments made from C# types, with the conversion from coerced values to C# ones.</summary>
internal sealed class InputTypes(TypeRegistry types, Descriptions descriptions)
{
    private readonly Dictionary<Type, Func<InputObject, object?>> constructors = [];

    /// <summary>
    /// Whether a parameter of this type is an argument: scalars, enums, records and lists of them. Other classes and interfaces are services.
    /// </summary>
    public bool IsInput(ClrUse use)
    {
        if (use.IsList(out var item))
            return IsInput(item);
        return types.Leaf(use.Type) is not null || use.Type.IsEnum || (Members.IsRecord(use.Type) && !use.Type.IsAbstract);
    }

    public InputValue Argument(ParameterInfo parameter, NullabilityInfoContext nullability)
    {
        var use = ClrUse.Of(nullability.Create(parameter));
        return Value(Naming.Of(parameter), use, parameter, parameter.HasDefaultValue, parameter.HasDefaultValue ? parameter.DefaultValue : null) with
        {
            Description = descriptions.Of(parameter),
        };
    }

    public InputObjectType Object(Type type)
    {
        if (types.FindInput(type) is { } known)
            return (InputObjectType)known;
        var made = new InputObjectType(Naming.Input(type)) { Description = descriptions.Of(type) };
        types.AddInput(type, made);
        var defaults = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .MaxBy(constructor => constructor.GetParameters().Length)?
            .GetParameters().Where(parameter => parameter.HasDefaultValue).ToDictionary(
                parameter => parameter.Name!, parameter => parameter.DefaultValue, StringComparer.OrdinalIgnoreCase)
                ?? [];
        var nullability = new NullabilityInfoContext();
        var byMember = new Dictionary<string, InputValue>();
        foreach (var property in Members.Properties(type))
        {
            var use = ClrUse.Of(nullability.Create(property));
            var field = Value(Naming.Of(property), use, property, defaults.TryGetValue(property.Name, out var value), value) with
            {
                Description = descriptions.Of(property),
            };
            made.Add(field);
            byMember.Add(property.Name, field);
        }

        constructors.Add(type, Accessors.Constructor(type, byMember));
        return made;
    }

    private InputValue Value(string name, ClrUse use, ICustomAttributeProvider member, bool hasDefault, object? @default)
    {
        var type = TypeOf(use, member.IsDefined(typeof(IDAttribute), false));
        return new(name, hasDefault && @default is null && use.IsNullable ? type.Nullable : type)
        {
            Default = hasDefault && @default is not null ? Literal(type, @default, use.Type) : null,
            Bind = Binder(use),
        };
    }

    public SchemaType TypeOf(ClrUse use, bool isId)
    {
        SchemaType type = use.IsList(out var item) && types.Leaf(use.Type) is null ? new ListType(TypeOf(item, isId))
            : isId ? Scalars.ID
            : types.Leaf(use.Type) ?? (use.Type.IsEnum ? types.Enum(use.Type, descriptions) : (NamedType)Object(use.Type));
        return use.IsNullable ? type : new NonNullType(type);
    }

    /// <summary>From the coerced value to the C# value.</summary>
    public Func<object?, object?> Binder(ClrUse use)
    {
        if (types.Leaf(use.Type) is null && use.IsList(out var item))
        {
            var (bind, make) = (Binder(item), Lists.Maker(use.Type, item));
            return value => value is null ? null : make(((IEnumerable<object?>)value).Select(bind));
        }

        if (types.Leaf(use.Type) is null && !use.Type.IsEnum)
        {
            Object(use.Type);
            return value => value is InputObject input ? constructors[use.Type](input) : null;
        }

        return value => value is null ? null : Convert(value, use.Type);
    }

    /// <summary>A scalar's value as the C# type wanted: narrower numbers, ids as UUIDs, one-valued structs.</summary>
    private static object Convert(object value, Type type)
    {
        if (type.IsInstanceOfType(value))
            return value;
        if (ValueStruct.Of(type) is { } wrapped)
            return wrapped.Wrap(Convert(value, wrapped.Value.PropertyType));
        if (type == typeof(Guid) && value is string text)
            return Guid.TryParse(text, out var id) ? id : throw new GraphQlException($"\"{text}\" is not an ID of this kind.", ErrorCodes.BadUserInput);
        if (type == typeof(System.Text.Json.JsonElement) && value is JsonNode node)
            return System.Text.Json.JsonSerializer.SerializeToElement(node);
        try
        {
            return System.Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException or InvalidCastException)
        {
            throw new GraphQlException($"\"{value}\" is not a value of this kind.", ErrorCodes.BadUserInput);
        }
    }

    /// <summary>A default as a literal of its type.</summary>
    private ValueNode Literal(SchemaType type, object value, Type clrType)
    {
        if (type.Nullable is EnumType enumType)
            return new EnumNode(enumType.Serialize(Enum.ToObject(clrType, value)));
        var serialized = ((ScalarType)type.Nullable).Serialize(ValueStruct.Of(value.GetType())?.Unwrap(value) ?? value);
        return serialized is string text ? new StringNode(text) : Parser.ParseConstant(System.Text.Json.JsonSerializer.Serialize(serialized));
    }
}

/// <summary>Lists of the C# types that parameters and properties have.</summary>
internal static class Lists
{
    public static Func<IEnumerable<object?>, object> Maker(Type list, ClrUse item)
    {
        var itemType = item.IsNullable && item.Type.IsValueType ? typeof(Nullable<>).MakeGenericType(item.Type) : item.Type;
        var maker = (list.IsGenericType && list.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? nameof(ImmutableArrayOf)
            : list.IsAssignableFrom(itemType.MakeArrayType()) ? nameof(ArrayOf)
            : list.IsAssignableFrom(typeof(List<>).MakeGenericType(itemType)) ? nameof(ListOf)
            : throw new SchemaException($"A list of type {list} cannot be made from an input; use IReadOnlyList, ImmutableArray or an array."));
        return typeof(Lists)
            .GetMethod(maker, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(itemType)
            .CreateDelegate<Func<IEnumerable<object?>, object>>();
    }

    private static object ArrayOf<T>(IEnumerable<object?> items) => items.Select(item => (T)item!).ToArray();

    private static object ListOf<T>(IEnumerable<object?> items) => items.Select(item => (T)item!).ToList();

    private static object ImmutableArrayOf<T>(IEnumerable<object?> items) => items.Select(item => (T)item!).ToImmutableArray();
}
