using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Verwaltung.Feel;

/// <summary>An ordered list (clause 10.3.2.5). FEEL counts from 1, this type from 0.</summary>
[JsonConverter(typeof(FeelValueJsonConverter))]
public sealed record FeelList(ImmutableArray<FeelValue> Items) : FeelValue
{
    private StrongBox<Extent>? _extent;

    public static FeelList Empty { get; } = new([]);

    internal override Extent Extent => (_extent ??= new(Extent.Around(Items))).Value;

    internal override string Kind => "list";

    public static FeelList Of(params ReadOnlySpan<FeelValue> items) => new([.. items]);

    public static FeelList From(IEnumerable<FeelValue> items) => new([.. items]);

    public bool Equals(FeelList? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    public override int GetHashCode() => Items.Aggregate(Items.Length, HashCode.Combine);
}
