namespace Verwaltung.GraphQl.Language;

/// <summary>
/// Block strings: the common indentation and blank first and last lines are not part of the value (GraphQL, section 2.10.4, BlockStringValue).
/// </summary>
internal static class BlockString
{
    public static string Dedent(string raw)
    {
        var lines = raw.Split('\n');
        var common = lines.Skip(1).Where(line => !IsBlank(line)).Select(Indent).DefaultIfEmpty(0).Min();
        for (var i = 1; i < lines.Length; i++)
            lines[i] = lines[i].Length > common ? lines[i][common..] : "";
        var first = Array.FindIndex(lines, line => !IsBlank(line));
        var last = Array.FindLastIndex(lines, line => !IsBlank(line));
        return first < 0 ? "" : string.Join('\n', lines[first..(last + 1)]);
    }

    private static int Indent(string line) => line.Length - line.AsSpan().TrimStart(" \t").Length;

    private static bool IsBlank(string line) => Indent(line) == line.Length;
}
