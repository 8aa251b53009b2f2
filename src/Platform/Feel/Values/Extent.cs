namespace Verwaltung.Feel;

/// <summary>
/// How deep a value is nested and how much it holds. Both are limited: whoever compares, prints or stores a value walks through all
/// of it, and one made of itself twice, forty times over, would hold a billion of items in forty steps.
/// </summary>
/// <param name="Depth">Lists and contexts around the innermost value. JSON is read to a depth of 64, with the event around it.</param>
/// <param name="Weight">Values within, each counted wherever it stands; a string weighs by its length.</param>
internal readonly record struct Extent(int Depth, long Weight)
{
    public const int MostDepth = 50;
    public const long MostWeight = 2_000_000;

    public static Extent Simple { get; } = new(0, 1);

    public bool IsTooLarge => Depth > MostDepth || Weight > MostWeight;

    public static Extent Around(IEnumerable<FeelValue> values)
    {
        var (depth, weight) = (0, 1L);
        foreach (var value in values)
        {
            var inner = value.Extent;
            depth = Math.Max(depth, inner.Depth);
            weight = Math.Min(weight + inner.Weight, long.MaxValue / 2);
        }

        return new Extent(depth + 1, weight);
    }
}
