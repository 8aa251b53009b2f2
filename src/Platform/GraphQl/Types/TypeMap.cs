using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Verwaltung.GraphQl.Types;

/// <summary>Typed ids and other one-valued structs: <c>readonly record struct CaseId(Guid Value)</c>.</summary>
internal sealed record ValueStruct(Type Type, PropertyInfo Value)
{
    private static readonly ConcurrentDictionary<Type, ValueStruct?> Known = [];

    /// <summary>The one-valued struct that a type is; null when it is none.</summary>
    public static ValueStruct? Of(Type type) => Known.GetOrAdd(type, static type =>
        type is { IsValueType: true, IsPrimitive: false, IsEnum: false } && Scalars.For(type) is null
        && type.GetProperties(BindingFlags.Public | BindingFlags.Instance) is [{ Name: "Value" } value]
        && Scalars.For(value.PropertyType) is not null && type.GetConstructor([value.PropertyType]) is not null
            ? new(type, value) : null);

    public bool IsId => Type.Name.EndsWith("Id", StringComparison.Ordinal);

    public Func<object, object?> Unwrap { get; } = Accessors.Getter(Value);

    public object Wrap(object value) => Activator.CreateInstance(Type, value)!;
}

/// <summary>Members that are in the schema, in the order they were declared.</summary>
internal static class Members
{
    public static IEnumerable<PropertyInfo> Properties(Type type)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        return Bases(type).Reverse().SelectMany(declaring => declaring.GetProperties(Declared).OrderBy(property => property.MetadataToken))
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters() is [])
            .GroupBy(property => property.Name).Select(group => group.Last()) // the most derived one of those that hide each other
            .Where(property => !IsIgnored(property));
    }

    /// <summary>The fields of a static class: public and internal static methods that are no loaders.</summary>
    public static IEnumerable<MethodInfo> Methods(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly).OrderBy(method => method.MetadataToken)
            .Where(method => (method.IsPublic || method.IsAssembly) && !method.IsSpecialName && !method.Name.StartsWith('<') && !method.IsGenericMethod
                && !IsIgnored(method) && !method.IsDefined(typeof(DataLoaderAttribute)) && !method.IsDefined(typeof(NodeResolverAttribute)));

    public static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null
            || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null);

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var current = type; current is not null && current != typeof(object) && current != typeof(ValueType); current = current.BaseType)
            yield return current;
    }

    private static bool IsIgnored(MemberInfo member) => member.IsDefined(typeof(GraphQLIgnoreAttribute));
}

/// <summary>A C# type where it is used, with what the compiler knows about null.</summary>
internal sealed record ClrUse(Type Type, bool IsNullable, NullabilityInfo Info)
{
    public static ClrUse Of(NullabilityInfo info)
    {
        if (Nullable.GetUnderlyingType(info.Type) is not { } underlying)
            return new(info.Type, info.ReadState != NullabilityState.NotNull, info);
        return new(underlying, true, info.GenericTypeArguments is [var inner] && inner.Type == underlying ? inner : info);
    }

    /// <summary>The use behind <c>Task</c>, <c>ValueTask</c> and the given wrappers.</summary>
    public ClrUse Unwrap(params ReadOnlySpan<Type> wrappers)
    {
        var definition = Type.IsGenericType ? Type.GetGenericTypeDefinition() : null;
        foreach (var wrapper in (ReadOnlySpan<Type>)[typeof(Task<>), typeof(ValueTask<>), .. wrappers])
            if (definition == wrapper)
                return Of(Info.GenericTypeArguments[0]).Unwrap(wrappers);
        return this;
    }

    public bool IsGeneric(Type definition) => Type.IsGenericType && Type.GetGenericTypeDefinition() == definition;

    /// <summary>The item's use, when the type is a list.</summary>
    public bool IsList([NotNullWhen(true)] out ClrUse? item)
    {
        item = Info switch
        {
            { ElementType: { } element } => Of(element),
            { GenericTypeArguments: [var argument] } when Type.IsGenericType && typeof(System.Collections.IEnumerable).IsAssignableFrom(Type) => Of(argument),
            _ => null,
        };
        return item is not null && Type != typeof(string);
    }
}
