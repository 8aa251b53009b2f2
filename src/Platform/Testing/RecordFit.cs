using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Verwaltung.GraphQl.Language;
using Verwaltung.GraphQl.Types;

namespace Verwaltung.Testing;

/// <summary>
/// Whether a record can be read from what an operation selects: every member selected, of a kind that fits, nullable where the answer may be null.
/// </summary>
internal static class RecordFit
{
    // What each scalar is read into; scalars that are not named here are read by converters of their own.
    private static readonly Dictionary<string, Type[]> Kinds = new()
    {
        ["String"] = [typeof(string), typeof(Uri)],
        ["ID"] = [typeof(string), typeof(Guid), typeof(int), typeof(long)],
        ["UUID"] = [typeof(Guid), typeof(string)],
        ["Int"] = [typeof(int), typeof(long), typeof(decimal), typeof(double)],
        ["Long"] = [typeof(long), typeof(decimal)],
        ["Float"] = [typeof(double), typeof(decimal)],
        ["Decimal"] = [typeof(decimal)],
        ["Boolean"] = [typeof(bool)],
        ["Date"] = [typeof(DateOnly), typeof(string)],
        ["DateTime"] = [typeof(DateTimeOffset), typeof(string)],
    };

    public static IReadOnlyList<PropertyInfo> Members(Type record) =>
        [.. record.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null && p.GetIndexParameters().Length == 0)];

    public static string Name(PropertyInfo member) =>
        member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(member.Name);

    /// <summary>Whether the record holds all that is selected under these names, and needs nothing else.</summary>
    public static bool Holds(Type record, IReadOnlyCollection<string> names)
    {
        var members = Members(record);
        return names.All(members.Select(Name).Contains) && members.All(member => names.Contains(Name(member)) || MayBeLeftOut(record, member));
    }

    public static IEnumerable<string> Check(Type record, IReadOnlyDictionary<string, Selection> selected, DocumentNode document, string path)
    {
        var nullability = new NullabilityInfoContext();
        return Members(record).SelectMany(member => selected.TryGetValue(Name(member), out var selection)
            ? Value(nullability.Create(member), selection.Type, selection.IsConditional, selection.Inner, document, $"{path}.{member.Name}")
            : MayBeLeftOut(record, member) ? [] : [$"{path}.{member.Name} is not selected"]);
    }

    /// <summary>A member with a default is for those operations that select it.</summary>
    private static bool MayBeLeftOut(Type record, PropertyInfo member) =>
        record.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => p.Name == member.Name && p.HasDefaultValue);

    private static IEnumerable<string> Value(
        NullabilityInfo member, SchemaType type, bool mayBeAbsent, SelectionSetNode? inner, DocumentNode document, string path)
    {
        if ((mayBeAbsent || type is not NonNullType) && member.ReadState != NullabilityState.Nullable)
            yield return $"{path} may be null ({type})";
        var clr = Nullable.GetUnderlyingType(member.Type) ?? member.Type;
        foreach (var fault in (type.Nullable, Item(member)) switch
        {
            (ListType list, { } item) => Value(item, list.Item, false, inner, document, $"{path}[]"),
            (ListType, null) => [$"{path} must be a list ({type})"],
            (_, { } _) when clr != typeof(string) && type.Named.IsComposite => [$"{path} must not be a list ({type})"],
            (NamedType named, _) when inner is not null => Check(clr, Selection.Of(inner, named, document), document, path),
            (NamedType leaf, _) => Leaf(clr, leaf, path),
            _ => [],
        })
            yield return fault;
    }

    private static IEnumerable<string> Leaf(Type clr, NamedType type, string path) => type switch
    {
        EnumType when !clr.IsEnum && clr != typeof(string) => [$"{path} is {clr.Name}, but {type} is an enum"],
        EnumType values when clr.IsEnum
            && Missing(clr, values) is { Count: > 0 } missing => [$"{path} has no member for {string.Join(", ", missing)} of {type}"],
        ScalarType when Kinds.TryGetValue(type.Name, out var kinds)
            && !kinds.Contains(clr)
            && IsPlain(clr) => [$"{path} is {clr.Name}, which {type} is not read into"],
        _ => [],
    };

    private static List<string> Missing(Type clr, EnumType values)
    {
        var members = Enum.GetNames(clr).Select(JsonNamingPolicy.SnakeCaseUpper.ConvertName).ToHashSet();
        return [.. values.Values.Select(v => v.Name).Where(v => !members.Contains(v))];
    }

    private static bool IsPlain(Type clr) => Kinds.Values.Any(k => k.Contains(clr));

    private static NullabilityInfo? Item(NullabilityInfo member) =>
        member.ElementType
            ?? (
                member.Type.IsGenericType && member.Type.IsAssignableTo(typeof(System.Collections.IEnumerable)) && member.GenericTypeArguments.Length == 1
                    ? member.GenericTypeArguments[0]
                    : null);
}
