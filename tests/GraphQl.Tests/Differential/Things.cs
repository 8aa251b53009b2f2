using System.Globalization;
using System.Text.Json.Nodes;
using Verwaltung.GraphQl.Execution;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.GraphQl.Tests.Differential;

/// <summary>An object of the differential test: nothing but a seed, from which each field has its value by hash. The same as in reference.mjs.</summary>
internal abstract record Thing(uint Seed)
{
    public static Resolver Resolver(ObjectType owner, Field field) => context =>
    {
        var given = string.Join(',', field.Arguments.Select((argument, i) => $"{argument.Name}:{Text(context.Arguments[i])}"));
        var hash = Mix((context.Parent as Thing)?.Seed ?? 1, $"{owner.Name}.{field.Name}({given})");
        return hash % 13 == 0 ? throw new GraphQlException("failed", ErrorCodes.BadUserInput) : new(Value(field.Type, hash, given));
    };

    /// <summary>The same values, but every second only when something else has had its turn.</summary>
    public static Resolver Late(Resolver resolver) => context =>
    {
        return ((context.Parent as Thing)?.Seed + context.Field.Name.Length) % 2 == 0 ? resolver(context) : LateAsync();

        async ValueTask<object?> LateAsync()
        {
            await Task.Yield();
            return await resolver(context);
        }
    };

    private static object? Value(SchemaType type, uint hash, string given) => type is NonNullType nonNull
        ? hash % 31 == 0 ? null : Some(nonNull.Type, hash, given)
        : hash % 7 == 0 ? null : Some(type, hash, given);

    private static object Some(SchemaType type, uint hash, string given) => type switch
    {
        ListType list => Enumerable.Range(0, (int)(hash % 4)).Select(i => Value(list.Item, Mix(hash, i.ToString(CultureInfo.InvariantCulture)), given)).ToList(),
        ObjectType one => Activator.CreateInstance(one.ClrType!, hash)!,
        InterfaceType or UnionType => Some(Subtypes.PossibleOf((NamedType)type).OrderBy(possible => possible.Name, StringComparer.Ordinal).ToList() is var possible ? possible[(int)(hash % possible.Count)] : type, hash, given),
        EnumType enumType => enumType.Values[(int)(hash % enumType.Values.Length)].Value,
        NamedType { Name: "Int" } => (int)(hash % 1000),
        NamedType { Name: "Float" } => hash % 1000 / 4.0,
        NamedType { Name: "Boolean" } => hash % 2 == 0,
        NamedType { Name: "ID" } => $"id{hash}",
        NamedType { Name: "JSON" } => JsonValue.Create(given.Length == 0 ? $"s{hash % 1000}" : given),
        _ => given.Length == 0 ? $"s{hash % 1000}" : given,
    };

    private static string Text(object? input) => input switch
    {
        null => "null",
        InputObject members => $"{{{string.Join(',', members.Values.Select(member => $"{member.Key}:{Text(member.Value)}"))}}}",
        object?[] items => $"[{string.Join(',', items.Select(Text))}]",
        JsonObject members => $"{{{string.Join(',', members.Select(member => $"{member.Key}:{Text(member.Value)}"))}}}",
        JsonArray items => $"[{string.Join(',', items.Select(Text))}]",
        JsonValue json => Text(json.TryGetValue<bool>(out var flag) ? flag : json.TryGetValue<string>(out var words) ? words : json.Deserialize()),
        string words => $"\"{words}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(input, CultureInfo.InvariantCulture)!,
    };

    private static uint Mix(uint hash, string more) => more.Aggregate(hash, (mixed, c) => unchecked((mixed ^ c) * 16777619));
}

/// <summary>A C# type for each object type: <c>Thing&lt;int&gt;</c>, <c>Thing&lt;Thing&lt;int&gt;&gt;</c> and so on.</summary>
internal sealed record Thing<T>(uint Seed) : Thing(Seed)
{
    public static Type Next(Type previous) => typeof(Thing<>).MakeGenericType(previous);
}

internal static class JsonNumbers
{
    public static double Deserialize(this JsonValue number) => double.Parse(number.ToJsonString(), CultureInfo.InvariantCulture);
}
