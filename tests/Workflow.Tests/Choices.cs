using FsCheck;
using FsCheck.Fluent;

namespace Verwaltung.Workflow.Tests;

/// <summary>
/// Randomness as a list of numbers from which model and course are chosen; where it ends, every choice is the first and simplest.
/// So shortening and lowering the numbers makes a failing example smaller, whatever is made from it.
/// </summary>
internal sealed record Choices(int[] Numbers)
{
    internal static Arbitrary<Choices> Any(int count) => Arb.From(
        Gen.Choose(0, 9999).ArrayOf(count).Select(numbers => new Choices(numbers)),
        choices => Smaller(choices.Numbers).Select(numbers => new Choices(numbers)));

    internal Stream Begin() => new(Numbers);

    public override string ToString() => $"[{string.Join(", ", Numbers)}]";

    private static IEnumerable<int[]> Smaller(int[] numbers)
    {
        for (var size = numbers.Length / 2; size > 0; size /= 2)
            for (var at = 0; at + size <= numbers.Length; at += size)
                yield return [.. numbers[..at], .. numbers[(at + size)..]];
        for (var at = 0; at < numbers.Length; at++)
            if (numbers[at] > 0) yield return [.. numbers[..at], numbers[at] / 2, .. numbers[(at + 1)..]];
    }

    internal sealed class Stream(int[] numbers)
    {
        private int _next;

        /// <summary>A number from 0 up to and without <paramref name="count"/>.</summary>
        internal int Next(int count) => _next < numbers.Length ? numbers[_next++] % count : 0;
    }
}
