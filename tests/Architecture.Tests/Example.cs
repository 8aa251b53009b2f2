using System.Collections.Immutable;
using System.Reflection;
using Verwaltung.Feel;
using Verwaltung.Testing;

namespace Verwaltung.Architecture.Tests;

/// <summary>An instance of any record with telling values in every member: texts are the members' names, lists have one item.</summary>
internal static class Example
{
    private static readonly DateTimeOffset Instant = new(2026, 11, 23, 8, 30, 0, TimeSpan.Zero);

    public static object Of(Type type) => Of(type, type.Name);

    private static object Of(Type type, string name) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } inner => Of(inner, name),
        _ when Simple(type, name) is { } value => value,
        { IsEnum: true } => Enum.GetValues(type).GetValue(0)!,
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => Items(type.GetGenericArguments()[0], name),
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(ImmutableDictionary<,>) => Entries(type, name),
        { IsAbstract: true } => Of(type.Assembly.GetTypes().Where(other => !other.IsAbstract && other.IsAssignableTo(type)).MinBy(other => other.Name, StringComparer.Ordinal)!, name),
        _ => Constructed(type),
    };

    private static object? Simple(Type type, string name) => type switch
    {
        _ when type == typeof(string) => name,
        _ when type == typeof(bool) => true,
        _ when type == typeof(int) => 1,
        _ when type == typeof(long) => 2L,
        _ when type == typeof(decimal) => 30.70m,
        _ when type == typeof(Guid) => CountingIds.Id(7),
        _ when type == typeof(DateTimeOffset) => Instant,
        _ when type == typeof(DateOnly) => new DateOnly(2026, 11, 23),
        _ when type == typeof(TimeSpan) => TimeSpan.FromHours(36),
        _ when type.IsAssignableFrom(typeof(FeelContext)) => FeelContext.Empty.With(name, true),
        _ => null,
    };

    private static object Items(Type item, string name) =>
        typeof(ImmutableArray).GetMethods().Single(method => method.Name == "Create" && method.GetParameters() is [{ ParameterType.IsArray: false, ParameterType.IsGenericMethodParameter: true }])
            .MakeGenericMethod(item).Invoke(null, [Of(item, name)])!;

    private static object Entries(Type type, string name)
    {
        var empty = type.GetField("Empty", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        var (key, value) = (type.GetGenericArguments()[0], type.GetGenericArguments()[1]);
        return type.GetMethod("Add", [key, value])!.Invoke(empty, [Of(key, name), Of(value, name)])!;
    }

    private static object Constructed(Type type)
    {
        var constructor = type.GetConstructors().Where(c => c.GetParameters() is not [{ } only] || only.ParameterType != type).MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"Expected {type} to have a public constructor.");
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType, parameter.Name!))]);
    }
}
