using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Verwaltung.Feel;

/// <summary>
/// A context (clause 10.3.2.6): names with values, in the order in which they were first set. Two contexts are equal
/// when they hold the same names with equal values, in whatever order.
/// </summary>
[JsonConverter(typeof(FeelValueJsonConverter))]
public sealed record FeelContext : FeelValue, IReadOnlyCollection<KeyValuePair<string, FeelValue>>
{
    private readonly ImmutableArray<string> _names;
    private readonly ImmutableDictionary<string, FeelValue> _values;
    private StrongBox<Extent>? _extent;

    private FeelContext(ImmutableArray<string> names, ImmutableDictionary<string, FeelValue> values) => (_names, _values) = (names, values);

    public static FeelContext Empty { get; } = new([], ImmutableDictionary.Create<string, FeelValue>(StringComparer.Ordinal));

    public int Count => _names.Length;

    public ImmutableArray<string> Names => _names;

    internal override string Kind => "context";

    internal override Extent Extent => (_extent ??= new(Extent.Around(_values.Values))).Value;

    /// <summary>The later of two entries of one name wins and keeps the earlier one's place.</summary>
    public static FeelContext From(IEnumerable<KeyValuePair<string, FeelValue>> entries)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var values = Empty._values.ToBuilder();
        foreach (var (name, value) in entries)
        {
            if (!values.ContainsKey(name)) names.Add(name);
            values[name] = value;
        }

        return new FeelContext(names.ToImmutable(), values.ToImmutable());
    }

    /// <summary>The value of that name, null if there is none.</summary>
    public FeelValue Get(string name) => _values.GetValueOrDefault(name, FeelNull.Instance);

    public bool Contains(string name) => _values.ContainsKey(name);

    public bool TryGet(string name, [MaybeNullWhen(false)] out FeelValue value) => _values.TryGetValue(name, out value);

    public FeelContext With(string name, FeelValue value) =>
        new(_values.ContainsKey(name) ? _names : _names.Add(name), _values.SetItem(name, value));

    public FeelContext Without(string name) => Contains(name) ? new(_names.Remove(name), _values.Remove(name)) : this;

    /// <summary>This context with the entries of <paramref name="other"/> over it (one level deep).</summary>
    public FeelContext With(FeelContext other) => Count == 0 ? other : other.Count == 0 ? this : From(this.Concat(other));

    /// <summary>The value at a path such as <c>applicant.address.street</c>; null where a step is missing or no context.</summary>
    public FeelValue GetPath(string path) =>
        path.Split('.').Aggregate((FeelValue)this, (at, name) => at is FeelContext context ? context.Get(name) : FeelNull.Instance);

    /// <summary>Sets the value at a path, making the contexts on the way; what is no context on the way is replaced by one.</summary>
    public FeelContext WithPath(string path, FeelValue value)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return With(path, value);
        var inner = Get(path[..dot]) as FeelContext ?? Empty;
        return With(path[..dot], inner.WithPath(path[(dot + 1)..], value));
    }

    /// <inheritdoc cref="FeelValue.ToPlain"/>
    public new FeelContext ToPlain() => From(this.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToPlain())));

    public IEnumerator<KeyValuePair<string, FeelValue>> GetEnumerator() =>
        _names.Select(name => KeyValuePair.Create(name, _values[name])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(FeelContext? other) =>
        other is not null && Count == other.Count && _values.All(entry => other.TryGet(entry.Key, out var value) && value == entry.Value);

    public override int GetHashCode() => _values.Aggregate(Count, (hash, entry) => hash ^ HashCode.Combine(entry.Key, entry.Value));
}
