using Xunit;

namespace Verwaltung.Architecture.Tests;

internal static class Expect
{
    /// <summary>Passes when nothing was found; otherwise every line is shown, not the first few.</summary>
    public static void Nothing(IEnumerable<string?> found)
    {
        var lines = found.ToList();
        Assert.True(lines.Count == 0, string.Join(Environment.NewLine, lines.Prepend($"Expected nothing but found {lines.Count}:")));
    }
}
