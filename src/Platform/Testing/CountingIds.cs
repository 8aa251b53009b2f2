using Verwaltung.Events;

namespace Verwaltung.Testing;

/// <summary>Ids that a test can write down: <c>00000000-0000-7000-8000-000000000001</c>, then <c>…2</c>.</summary>
public sealed class CountingIds() : IdSource(TimeProvider.System)
{
    private long _last;

    /// <summary>The <paramref name="number"/>th id.</summary>
    public static Guid Id(long number) =>
        new(0, 0, 0x7000, [0x80, 0, .. BitConverter.IsLittleEndian ? BitConverter.GetBytes(number)[..6].Reverse() : BitConverter.GetBytes(number)[2..]]);

    /// <inheritdoc/>
    public override Guid Next() => Id(Interlocked.Increment(ref _last));
}
