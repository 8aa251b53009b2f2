using System.Runtime.CompilerServices;
using System.Text;

namespace Verwaltung.Testing;

/// <summary>Compares a text with the reviewed one beside the test, by Verify's file convention: <c>Class.Method.verified.txt</c>.</summary>
public static class Snapshot
{
    /// <summary>Holds when <paramref name="actual"/> is what the verified file says; otherwise writes <c>Class.Method.received.txt</c> beside it.</summary>
    /// <param name="actual">The text; line endings and blank lines at the end do not count.</param>
    /// <param name="extension">Of the two files.</param>
    /// <param name="file">The test's source file, whose name is the class.</param>
    /// <param name="method">The test.</param>
    /// <exception cref="SnapshotMismatchException">It differs, or there is no verified file yet.</exception>
    public static void Verify(string actual, string extension = "txt", [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        var stem = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{method}");
        var (verified, received) = ($"{stem}.verified.{extension}", $"{stem}.received.{extension}");
        var expected = File.Exists(verified) ? Normal(File.ReadAllText(verified)) : null;
        if (expected == Normal(actual))
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, Normal(actual), new UTF8Encoding(false));
        throw new SnapshotMismatchException(expected is null
            ? $"There is no {Path.GetFileName(verified)} yet: review {Path.GetFileName(received)} and rename it."
            : $"{Path.GetFileName(received)} differs from {Path.GetFileName(verified)} in {FirstDifference(expected, Normal(actual))}");
    }

    private static string Normal(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static string FirstDifference(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var at = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        return $"line {at + 1}:\n  expected: {left.ElementAtOrDefault(at) ?? "(no line)"}\n  but got:  {right.ElementAtOrDefault(at) ?? "(no line)"}";
    }
}

/// <summary>A text is not what was reviewed.</summary>
public sealed class SnapshotMismatchException(string message) : Exception(message);
