using System.Linq.Expressions;
using System.Reflection;

namespace Verwaltung.GraphQl.Types;

/// <summary>Compiled access to members.</summary>
internal static class Accessors
{
    public static Func<object, object?> Getter(PropertyInfo property) => Getter(property, null);

    /// <summary>Reads the value in a typed id, which is boxed but once so.</summary>
    public static Func<object, object?> Getter(PropertyInfo property, ValueStruct? wrapped)
    {
        var parent = Expression.Parameter(typeof(object));
        var value = Expression.Property(Expression.Convert(parent, property.DeclaringType!), property);
        if (wrapped is not null)
            value = Expression.Property(value, wrapped.Value);
        return Expression.Lambda<Func<object, object?>>(Expression.Convert(value, typeof(object)), parent).Compile();
    }

    /// <summary>Makes an object of a type from coerced members: through its longest constructor, then through the properties that are left.</summary>
    public static Func<InputObject, object?> Constructor(Type type, IReadOnlyDictionary<string, InputValue> fieldsByMember)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(candidate => candidate.GetParameters() is not [var only] || only.ParameterType != type)
            .MaxBy(candidate => candidate.GetParameters().Length) ?? throw new SchemaException($"Input {type.Name} has no constructor.");
        var parameters = constructor.GetParameters();
        var invoker = ConstructorInvoker.Create(constructor);
        var setters = Members.Properties(type)
            .Where(
                property => property.CanWrite && fieldsByMember.ContainsKey(property.Name) && !parameters.Any(parameter => Same(parameter.Name, property.Name)))
            .Select(property => (Property: property, Field: fieldsByMember[property.Name])).ToArray();
        var arguments = parameters.Select(parameter => fieldsByMember.FirstOrDefault(field => Same(field.Key, parameter.Name)).Value
            ?? throw new SchemaException($"Parameter {parameter.Name} of {type.Name}'s constructor has no property of that name.")).ToArray();
        return input =>
        {
            var made = invoker.Invoke(arguments.Select((field, i) => Argument(input, field, parameters[i])).ToArray().AsSpan());
            foreach (var (property, field) in setters)
                if (input.Values.ContainsKey(field.Name))
                    property.SetValue(made, input[field]);
            return made;
        };
    }

    /// <summary>The value of a parameter: as given, else what C# declares as its default.</summary>
    private static object? Argument(InputObject input, InputValue field, ParameterInfo parameter) =>
        input.Values.ContainsKey(field.Name) ? input[field] ?? Empty(parameter.ParameterType) : Default(parameter);

    public static object? Default(ParameterInfo parameter) => parameter is { HasDefaultValue: true, DefaultValue: { } value }
        ? Nullable.GetUnderlyingType(parameter.ParameterType) is { IsEnum: true } enumType ? Enum.ToObject(enumType, value) : value
        : Empty(parameter.ParameterType);

    private static object? Empty(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
