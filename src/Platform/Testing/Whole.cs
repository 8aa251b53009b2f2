using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Verwaltung.Messaging;

namespace Verwaltung.Testing;

/// <summary>
/// Compares decisions whole: <c>Assert.Equal(expected, actual, Whole.Same)</c>. Records that hold lists or maps are unequal by themselves as soon as these are
/// not the same objects; here their items count.
/// </summary>
public sealed class Whole : IEqualityComparer<Decision>
{
    private Whole()
    {
    }

    /// <summary>The comparer.</summary>
    public static Whole Same { get; } = new();

    /// <inheritdoc/>
    public bool Equals(Decision? x, Decision? y) => AreSame(x, y);

    /// <inheritdoc/>
    public int GetHashCode(Decision obj) => obj.Events.Length;

    private static bool AreSame(object? left, object? right) => Equals(left, right) || (left, right) switch
    {
        (null, _) or (_, null) or (string, _) => false,
        (IDictionary ours, IDictionary theirs) => ours.Count == theirs.Count && ours.Keys.Cast<object>().All(
            key => theirs.Contains(key) && AreSame(ours[key], theirs[key])),
        (IEnumerable ours, IEnumerable theirs) => AreSame([.. ours.Cast<object?>()], [.. theirs.Cast<object?>()]),
        _ => left.GetType() == right.GetType() && IsRecord(left.GetType()) && Members(left.GetType()).All(
            member => AreSame(member.GetValue(left), member.GetValue(right))),
    };

    private static bool AreSame(ImmutableArray<object?> ours, ImmutableArray<object?> theirs) =>
        ours.Length == theirs.Length && ours.Zip(theirs).All(pair => AreSame(pair.First, pair.Second));

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static IEnumerable<PropertyInfo> Members(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(member => member.GetIndexParameters().Length == 0);
}
